import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf'
import { notComputable, type Undefined } from './undefined.ts'

export interface McNemarP {
  state: 'estimated'
  /** Exact two-sided p. */
  p: number
  /** Half of the observed probability is taken off; closer to its nominal level, without its guarantee. */
  midP: number
  /** Smallest two-sided p that so many discordant pairs allow: 2 x .5^n, at most 1. */
  attainable: number
}

/**
 * McNemar's exact test: of the items on which A and B differ, is either right more often than by tossing a coin?
 *
 * `onlyA` items only A got right, `onlyB` only B; under the null the smaller count is Binomial(onlyA + onlyB, 1/2).
 * p = 2 P(X <= smaller), at most 1. mid-p = p - P(X = smaller), and 1 - P(X = smaller)/2 for equal counts, where the
 * two tails share it. No discordant pairs: both are 1. Items must be independent and scored 0 or 1. Undefined for
 * counts that are not whole numbers from 0.
 * Source: McNemar 1947; Fagerland, Lydersen and Laake 2013 for the mid-p.
 *
 * @example mcnemar(12, 2) // p 0.012939, midP 0.0073853
 */
export function mcnemar(onlyA: number, onlyB: number): McNemarP | Undefined {
  for (const count of [onlyA, onlyB]) {
    if (!Number.isSafeInteger(count) || count < 0)
      return notComputable(`expected counts of discordant pairs, got ${onlyA} and ${onlyB}`)
  }
  const n = onlyA + onlyB
  if (n === 0) return { state: 'estimated', p: 1, midP: 1, attainable: 1 }
  const smaller = Math.min(onlyA, onlyB)
  const tail = binomialCdf(smaller, n, 0.5)
  const beyond = smaller === 0 ? 0 : binomialCdf(smaller - 1, n, 0.5)
  const p = Math.min(1, 2 * tail)
  // 2 tail - (tail - beyond), in the form that never subtracts nearly equal numbers.
  const midP = onlyA === onlyB ? 0.5 + beyond : tail + beyond
  return { state: 'estimated', p, midP, attainable: Math.min(1, 2 * 0.5 ** n) }
}
