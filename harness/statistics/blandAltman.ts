import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { listFault } from './listFault.ts'
import { normalQuantile } from './normalQuantile.ts'
import { notComputable, type Undefined } from './undefined.ts'

interface Limit {
  value: number
  lower: number
  upper: number
}

export interface LimitsOfAgreement {
  state: 'estimated'
  /** Mean of x - y, with its t interval. */
  bias: Limit
  /** Where `level` of the differences lie, if they are normal: each limit with its approximate t interval. */
  low: Limit
  high: Limit
  level: number
}

/**
 * Bland and Altman's limits of agreement: how far apart are the scores of a task usually, under the two conditions?
 *
 * bias +- z s, s the standard deviation of the differences. Standard errors: s/sqrt(n) of the bias, s sqrt(1/n + z^2/(2(n - 1)))
 * of a limit. Tasks must be independent and the differences about normal, of the same spread at all levels. Undefined for
 * fewer than two pairs, unequal lengths, values that are not finite, and differences that are all equal.
 * Source: Bland and Altman 1986, and 1999 for the errors of the limits.
 *
 * @example blandAltman([0.5, 0.7, 0.9], [0.4, 0.7, 0.7]) // bias .1, limits -.096 and .296
 */
export function blandAltman(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): LimitsOfAgreement | Undefined {
  const z = normalQuantile(level)
  const fault = listFault({ x, y }, 2)
  if (fault !== undefined) return notComputable(fault)
  const differences = Float64Array.from(x, (value, i) => value - Number(y[i]))
  const n = differences.length
  const bias = differences.reduce((sum, value) => sum + value, 0) / n
  const spread = Math.sqrt(differences.reduce((sum, value) => sum + (value - bias) ** 2, 0) / (n - 1))
  const largest = differences.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (spread <= 1e-13 * largest || largest === 0) return notComputable(`all ${n} differences are equal`)
  const t = tQuantile(0.5 + level / 2, n - 1)
  const limit = (value: number, error: number) => ({ value, lower: value - t * error, upper: value + t * error })
  const ofLimit = spread * Math.sqrt(1 / n + (z * z) / (2 * (n - 1)))
  return {
    state: 'estimated',
    bias: limit(bias, spread / Math.sqrt(n)),
    low: limit(bias - z * spread, ofLimit),
    high: limit(bias + z * spread, ofLimit),
    level,
  }
}
