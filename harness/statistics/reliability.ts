import { entry, type TrueCovariance } from './trueCovariance.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * Reliability of a variable: what share of its observed variance over tasks is not noise?
 *
 * Sigma_vv / S_vv. 1 for a variable known exactly; below 0 when noise alone would have shown more variance than there is.
 * Undefined for a variable that is equal in all tasks.
 * Source: Lord and Novick 1968, section 3.4.
 */
export function reliability(
  covariance: TrueCovariance,
  variable: number,
): { state: 'estimated'; value: number } | Undefined {
  const observed = entry(covariance.observed, variable, variable)
  if (!(observed > 0)) return notComputable(`its score is the same in all ${covariance.tasks} tasks`)
  return { state: 'estimated', value: entry(covariance.true, variable, variable) / observed }
}
