import { requireLogE } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * The plain average of e-values, itself an e-value for "every null holds": did something happen somewhere?
 *
 * Valid under any dependence, where a product would need independence. Takes and gives natural logarithms. Undefined for
 * no value; a RangeError for NaN and +Infinity. Never average over repeated runs of one test and then take the largest.
 * Source: Vovk and Wang 2021.
 *
 * @example eAverage([Math.log(30), Math.log(10)]) // log of 20
 */
export function eAverage(logE: readonly number[]): { state: 'estimated'; value: number } | Undefined {
  requireLogE(logE)
  if (logE.length === 0) return notComputable('an average needs one e-value, got 0')
  const largest = logE.reduce((most, value) => Math.max(most, value), -Infinity)
  if (largest === -Infinity) return { state: 'estimated', value: -Infinity }
  const sum = logE.reduce((total, value) => total + Math.exp(value - largest), 0)
  return { state: 'estimated', value: largest + Math.log(sum / logE.length) }
}
