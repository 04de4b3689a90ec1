import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * One-sided exact McNemar test: is A right less often than B, both asked the same items?
 *
 * `onlyA` items only A got right, `onlyB` only B; p = P(X <= onlyA) for X ~ Binomial(onlyA + onlyB, 1/2), 1 without
 * discordant pairs. Items must be independent and scored 0 or 1. Undefined for counts that are not whole numbers from 0.
 * Source: McNemar 1947.
 *
 * @example mcnemarLess(2, 12).p // 0.0064697, half of the two-sided p
 */
export function mcnemarLess(onlyA: number, onlyB: number): { state: 'estimated'; p: number } | Undefined {
  for (const count of [onlyA, onlyB]) {
    if (!Number.isSafeInteger(count) || count < 0)
      return notComputable(`expected counts of discordant pairs, got ${onlyA} and ${onlyB}`)
  }
  const n = onlyA + onlyB
  return { state: 'estimated', p: n === 0 ? 1 : binomialCdf(onlyA, n, 0.5) }
}
