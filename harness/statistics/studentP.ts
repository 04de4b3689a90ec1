import tCdf from '@stdlib/stats-base-dists-t-cdf'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * Two-sided p of a correlation by Student's t approximation: how often would chance alone give one this far from 0?
 *
 * t = r sqrt(df / (1 - r^2)) with df = n - 2. Exact for Pearson's r of normal pairs, approximate for Spearman's (good
 * from about n = 10 on). Pairs must be independent. Undefined for n <= 2; a perfect correlation has p = 0 in this
 * approximation, which no finite sample supports, and is undefined too.
 * Source: Kendall and Stuart 1973, sections 26.19 and 31.19.
 *
 * @example studentP(0.8, 4) // { state: 'estimated', value: 0.2 }
 */
export function studentP(r: number, n: number): { state: 'estimated'; value: number } | Undefined {
  if (n <= 2) return notComputable(`the t approximation needs three pairs, got ${n}`)
  if (Math.abs(r) >= 1) return notComputable('the t approximation has no p for a perfect correlation')
  const t = Math.abs(r) * Math.sqrt((n - 2) / ((1 - r) * (1 + r)))
  return { state: 'estimated', value: 2 * tCdf(-t, n - 2) }
}
