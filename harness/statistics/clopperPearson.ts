import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * Clopper and Pearson's exact bounds of a proportion, each wrong with a chance of at most `alpha`.
 *
 * By inverting the binomial test, from quantiles of the beta distribution: (lower, upper) is an interval of level 1 - 2 alpha.
 * Wider than Wilson's on average, but never below its level. Items must be independent. Undefined for n = 0 and for
 * counts that are not whole numbers with 0 <= successes <= n.
 * Source: Clopper and Pearson 1934.
 *
 * @example clopperPearson(45, 60, 0.05) // lower 0.641, upper 0.839: the exact 90 % interval
 */
export function clopperPearson(
  successes: number,
  n: number,
  alpha: number,
): { state: 'estimated'; lower: number; upper: number } | Undefined {
  requireInside('alpha', alpha, 0, 0.5)
  if (!Number.isSafeInteger(n) || n < 1) return notComputable(`a proportion needs at least one item, got ${n}`)
  if (!Number.isSafeInteger(successes) || successes < 0 || successes > n)
    return notComputable(`expected 0 to ${n} successes, got ${successes}`)
  return {
    state: 'estimated',
    lower: successes === 0 ? 0 : betaQuantile(alpha, successes, n - successes + 1),
    upper: successes === n ? 1 : betaQuantile(1 - alpha, successes + 1, n - successes),
  }
}
