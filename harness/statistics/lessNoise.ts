import gammaQuantile from '@stdlib/math-base-special-gammaincinv'
import { requireInside } from './parameter.ts'

/** How much the scores of all items move together from one level of a factor to another. */
export interface SharedVariance {
  /** `none found`: the estimate is not above 0. */
  state: 'found' | 'none found'
  /** The estimate, also where it is below 0. */
  variance: number
  /** Of a two-sided interval, not below 0. */
  lower: number
  upper: number
  /** Of chi-square: levels that several items share, less one a group; fewer where some are rare. */
  degrees: number
}

/**
 * A variance that is a mean square less its noise, with its interval: which variances may have given that mean square?
 *
 * Chi-square bounds of the mean square, less the same noise, and not below 0. They assume normal effects; with few degrees of freedom
 * they are wide, and for a mean square of 0 both are 0, which does not show that other levels would not differ.
 * Source: Williams 1962.
 *
 * @param variance the mean square less `noise`
 * @param noise what the mean square would be without any difference of levels; 0 or more
 */
export function lessNoise(variance: number, noise: number, degrees: number, level: number): SharedVariance {
  requireInside('confidence level', level, 0, 1)
  const square = Math.max(0, variance + noise)
  const df = Math.min(degrees, MOST_DEGREES)
  const at = (p: number) => Math.max(0, (square * df) / (2 * gammaQuantile(p, df / 2)) - noise)
  return {
    state: variance > ROUNDING * noise ? 'found' : 'none found',
    variance,
    lower: at((1 + level) / 2),
    upper: at((1 - level) / 2),
    degrees,
  }
}

const ROUNDING = 1e-9

/** Chi-square of more degrees is not exact in the library, and makes no difference. */
const MOST_DEGREES = 1000
