import type { Tally } from './differenceTally.ts'
import { requireInside } from './parameter.ts'

/** Share of the largest safe bet that each of the 24 gamblers stakes: log-spaced from .002 to .95, both included. */
const STAKES = Float64Array.from({ length: 24 }, (_, j) => 0.002 * (0.95 / 0.002) ** (j / 23))

/**
 * Log of the mixture-betting e-value against "the mean difference is at most (or at least) `mean`", at any time of looking.
 *
 * 24 gamblers bet a constant share g of what cannot ruin them that the next difference exceeds `mean`; E is their mean wealth:
 * E = (1/24) sum_j prod_i (1 + g_j (d_i - mean) / (1 + mean)). While the null holds, given everything seen before, E is a
 * non-negative supermartingale from 1, so the chance that E ever reaches 1/alpha is at most alpha (Ville), however often one
 * looks. Differences lie in [-1, 1]; the order of items must be random and fixed beforehand. `less` swaps the sides.
 * A RangeError for a mean outside (-1, 1).
 * Source: Waudby-Smith and Ramdas 2024 (betting); Robbins 1970 for the mixture.
 *
 * @param alternative `greater`: the null is "at most mean"; `less`: the null is "at least mean"
 * @returns natural logarithm of E; reject at alpha when it reaches log(1/alpha)
 * @example eProcess(tally of 30 losses and 5 gains, 0, 'less') // 7.24: E = 1,400 for "worse"
 */
export function eProcess({ values, counts }: Tally, mean: number, alternative: 'greater' | 'less'): number {
  requireInside('null mean', mean, -1, 1)
  const sign = alternative === 'greater' ? 1 : -1
  const centre = sign * mean
  // The logarithm of a sum of exponentials, kept relative to the largest term so far.
  let largest = -Infinity
  let sum = 0
  for (let j = 0; j < STAKES.length; j++) {
    const bet = Number(STAKES[j]) / (1 + centre)
    let wealth = 0
    for (let k = 0; k < values.length; k++)
      wealth += Number(counts[k]) * Math.log1p(bet * (sign * Number(values[k]) - centre))
    if (wealth > largest) {
      sum = sum * Math.exp(largest - wealth) + 1
      largest = wealth
    } else {
      sum += Math.exp(wealth - largest)
    }
  }
  return largest + Math.log(sum / STAKES.length)
}
