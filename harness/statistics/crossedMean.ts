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
  const seeds = table.length
  const items = table[0]?.length ?? 0
  if (items === 0 || table.some((row) => row.length !== items)) {
    throw new Error(
      `seeds must answer the same items, at least one; found ${table.map((row) => row.length).join(', ') || 'none'}`,
    )
  }
  const value = average(table.map(average))
  const seedMeans = table.map(average)
  const itemMeans = Array.from({ length: items }, (_, item) => average(table.map((row) => row[item] ?? 0)))
  const ofItems = (seeds * squares(itemMeans, value)) / Math.max(1, items - 1)
  if (seeds === 1 || items === 1) return { value, variance: ofItems / (items * seeds), degrees: items - 1 }

  const ofSeeds = (items * squares(seedMeans, value)) / (seeds - 1)
  const all = squares(table.flat(), value)
  const left = Math.max(0, all - seeds * squares(itemMeans, value) - items * squares(seedMeans, value))
  const degreesLeft = (items - 1) * (seeds - 1)
  const residual = left / degreesLeft
  const excess = ofSeeds - residual
  if (excess <= 0) return { value, variance: ofItems / (items * seeds), degrees: items - 1 }

  const sum = ofItems + excess
  const degrees = sum ** 2 / (ofItems ** 2 / (items - 1) + ofSeeds ** 2 / (seeds - 1) + residual ** 2 / degreesLeft)
  return { value, variance: sum / (items * seeds), degrees }
}

/** A mean, the variance of that mean, and the degrees of freedom of that variance. */
export interface CrossedMean {
  value: number
  variance: number
  degrees: number
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const squares = (values: readonly number[], centre: number) =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
