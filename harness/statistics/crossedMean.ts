import { meanSquares } from './meanSquares.ts'

/**
 * Mean of a table, one row per seed and one column per item: how far may it be off for other seeds and other items?
 *
 * Every seed answers the same items, so the two are crossed: with mean squares I (items), S (seeds) and R (residual) the
 * variance of the mean is (I + max(0, S - R)) / (items × seeds), and Satterthwaite gives its degrees of freedom. One row
 * leaves variance / items with items - 1 degrees of freedom; one column says nothing about items and leaves variance 0
 * with 0 degrees of freedom. Rows of unequal length, or none, are an error.
 * Source: Searle, Casella and McCulloch 1992, chapter 4.
 *
 * @example crossedMean([[1, 0, 1, 1]]) // value 0.75, variance 0.0625, degrees 3
 */
export function crossedMean(table: readonly (readonly number[])[]): CrossedMean {
  const { value, seeds, items, ofItems, ofSeeds, residual } = meanSquares(table)
  const excess = ofSeeds - residual
  if (seeds === 1 || items === 1 || excess <= 0)
    return { value, variance: ofItems / (items * seeds), degrees: items - 1 }

  const sum = ofItems + excess
  const degreesLeft = (items - 1) * (seeds - 1)
  const degrees = sum ** 2 / (ofItems ** 2 / (items - 1) + ofSeeds ** 2 / (seeds - 1) + residual ** 2 / degreesLeft)
  return { value, variance: sum / (items * seeds), degrees }
}

/** A mean, the variance of that mean, and the degrees of freedom of that variance. */
export interface CrossedMean {
  value: number
  variance: number
  degrees: number
}
