import { entry, type TrueCovariance } from './trueCovariance.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * The correlation over tasks of the true scores of two variables, freed from item noise and shared items.
 *
 * rho* = Sigma_xy / sqrt(Sigma_xx Sigma_yy). As an estimate it may lie beyond +-1: that is returned as it is, for the
 * reader to see. Undefined when noise explains all the variance of a variable (Sigma_vv <= 0).
 * Source: Spearman 1904 (correction for attenuation), with the covariance corrected as well.
 */
export function correctedCorrelation(
  covariance: TrueCovariance,
  x: number,
  y: number,
): { state: 'estimated'; value: number } | Undefined {
  const xx = entry(covariance.true, x, x)
  const yy = entry(covariance.true, y, y)
  if (!(xx > 0 && yy > 0)) return notComputable('noise explains all the variance over tasks')
  return { state: 'estimated', value: entry(covariance.true, x, y) / Math.sqrt(xx) / Math.sqrt(yy) }
}
