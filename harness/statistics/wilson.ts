import type { Bounds } from './bounds.ts'
import { normalQuantile } from './normalQuantile.ts'
import { notComputable } from './undefined.ts'

/**
 * Wilson's score interval: between which proportions does the true one lie, given `successes` out of `n`?
 *
 * No continuity correction. Stays inside [0, 1], also at 0 and n successes. Items must be independent. Undefined for
 * n = 0 and for counts that are not whole numbers with 0 <= successes <= n.
 * Source: Wilson 1927.
 *
 * @example wilson(45, 60) // lower 0.6276793, upper 0.8422348
 */
export function wilson(successes: number, n: number, level = 0.95): Bounds {
  if (!Number.isSafeInteger(n) || n < 1) return notComputable(`a proportion needs at least one item, got ${n}`)
  if (!Number.isSafeInteger(successes) || successes < 0 || successes > n) {
    return notComputable(`expected 0 to ${n} successes, got ${successes}`)
  }
  const z = normalQuantile(level)
  const share = successes / n
  const centre = share + (z * z) / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const total = 1 + (z * z) / n
  return {
    state: 'estimated',
    // Exact at the ends, where the difference of two equal numbers would leave a rounding error.
    lower: successes === 0 ? 0 : (centre - reach) / total,
    upper: successes === n ? 1 : (centre + reach) / total,
    level,
  }
}
