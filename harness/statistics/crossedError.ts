import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { Bounds } from './bounds.ts'
import type { CrossedSquares } from './crossedSquares.ts'
import { notComputable, type Undefined } from './undefined.ts'

/** How far a score may be off for other levels of the factors that it names; all others are taken as they are. */
export interface ScoreError {
  state: 'estimated'
  value: number
  covers: readonly string[]
  /** Standard error. */
  error: number
  degrees: number
  interval: Bounds
}

/**
 * The error bar of a score, which says what it covers: other items alone, or also other templates, exemplar draws and seeds.
 *
 * With the factors R taken as random, the variance of the mean of a full table is (sum over the non-empty subsets A of R of
 * (-1)^(|A| + 1) MS_A) / scores. Of R and all its subsets the largest counts, so that an error bar that covers more is never narrower; its
 * degrees of freedom are Satterthwaite's. For items and seeds it is `crossedMean`. Undefined for no factor, for one that the
 * table lacks or has one level of, and where nothing varies.
 * Source: Searle, Casella and McCulloch 1992, chapter 4; Satterthwaite 1946.
 *
 * @param covers names of the factors that other scores would have other levels of
 */
export function crossedError(
  { value, factors, squares, scores }: CrossedSquares,
  covers: readonly string[],
  level = 0.95,
): ScoreError | Undefined {
  const bits = covers.map((name) => factors.findIndex((factor) => factor.name === name))
  const lacking = covers.filter((_, index) => bits[index] === -1)
  if (lacking.length > 0) return notComputable(`there is one level of ${lacking.join(', ')}`)
  const random = bits.reduce((set, bit) => set | (1 << bit), 0)
  const [best] = subsets(random)
    .map((set) => combined(set, squares))
    .sort((a, b) => b.sum - a.sum)
  if (best === undefined) return notComputable('an error bar has to cover something')
  if (!(best.sum > 0)) return notComputable('all scores are equal')
  const error = Math.sqrt(best.sum / scores)
  const degrees = Math.max(1, best.sum ** 2 / best.spread)
  const reach = tQuantile(0.5 + level / 2, degrees) * error
  const interval = { state: 'estimated', lower: value - reach, upper: value + reach, level } as const
  return { state: 'estimated', value, covers, error, degrees, interval }
}

/** All non-empty subsets of a set of bits. */
function subsets(set: number): number[] {
  return Array.from({ length: set }, (_, index) => index + 1).filter((part) => (part & set) === part)
}

function combined(set: number, squares: CrossedSquares['squares']): { sum: number; spread: number } {
  let [sum, spread] = [0, 0]
  for (const part of subsets(set)) {
    const { value, degrees } = squares[part] ?? { value: 0, degrees: 1 }
    sum += isOdd(part) ? value : -value
    spread += value ** 2 / degrees
  }
  return { sum, spread }
}

function isOdd(set: number): boolean {
  let odd = false
  for (let rest = set; rest > 0; rest >>= 1) odd = (rest & 1) === 1 ? !odd : odd
  return odd
}
