import { type CrossedSquares, type CrossedTable, crossedSquares } from './crossedSquares.ts'
import { squaresInterval } from './squaresInterval.ts'
import type { Undefined } from './undefined.ts'

/** How much of the variance of a single score comes from one factor, or from several together. */
export interface VarianceComponent {
  /** `none found`: the estimate is not above 0. */
  state: 'found' | 'none found'
  /** Names of factors; several are an interaction, and all of them also what is left. */
  of: readonly string[]
  /** The estimate, also where it is below 0. */
  variance: number
  /** Bounds of the variance, each wrong with a chance of about alpha; not below 0. */
  lower: number
  upper: number
}

/**
 * Variance components of a score over crossed random factors, such as items, exemplar draws, templates and seeds.
 *
 * The expected mean square of a set of factors is the sum of the components of all sets that hold it, each times the scores that share
 * its level; solved for the components, these are the unbiased ANOVA estimates, which for a full table and where none is below 0 are
 * those of restricted maximum likelihood. Bounds: `squaresInterval`. In the order of single factors, pairs, and so on. Undefined where
 * the mean squares are.
 * Source: Searle, Casella and McCulloch 1992, chapter 4.
 *
 * @param alpha chance that a bound is wrong
 */
export function varianceComponents(
  table: CrossedTable,
  alpha = 0.025,
): { state: 'estimated'; components: VarianceComponent[] } | Undefined {
  const found = crossedSquares(table)
  if (found.state === 'undefined') return found
  const sets = found.squares
    .map((_, set) => set)
    .slice(1)
    .sort((a, b) => sizeOf(a) - sizeOf(b) || a - b)
  return { state: 'estimated', components: sets.map((set) => componentOf(set, found, alpha)) }
}

function componentOf(set: number, { factors, squares, scores }: CrossedSquares, alpha: number): VarianceComponent {
  const own = factors.filter((_, bit) => (set >> bit) & 1)
  const cells = own.reduce((product, { levels }) => product * levels, 1)
  const terms = squares.flatMap((square, other) =>
    (other & set) === set ? [{ ...square, weight: ((-1) ** (sizeOf(other) - sizeOf(set)) * cells) / scores }] : [],
  )
  const { value, lower, upper } = squaresInterval(terms, alpha)
  // What rounding leaves of equal mean squares is no variance.
  const largest = Math.max(...terms.map(({ weight, value: square }) => Math.abs(weight) * square))
  const variance = Math.abs(value) <= 1e-12 * largest ? 0 : value
  return {
    state: variance > 0 ? 'found' : 'none found',
    of: own.map(({ name }) => name),
    variance,
    lower: Math.max(0, lower),
    upper: Math.max(0, upper),
  }
}

function sizeOf(set: number): number {
  let size = 0
  for (let rest = set; rest > 0; rest >>= 1) size += rest & 1
  return size
}
