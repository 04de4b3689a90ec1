import gammaQuantile from '@stdlib/math-base-special-gammaincinv'
import type { Bounds } from './bounds.ts'
import { requireInside } from './parameter.ts'
import { notComputable } from './undefined.ts'

/** Above this the quantiles of the library are no longer exact. */
const MOST_DEGREES = 1000

/**
 * Interval of a standard deviation: between which values may it lie in other samples of as many?
 *
 * (s sqrt(df / q(1 - a/2)), s sqrt(df / q(a/2))) with the quantiles q of chi-square. Few values say little: with three, from .52 to 6.3
 * times what was observed. The values must be independent and normal; it is not robust against heavy tails. Undefined for a deviation of
 * 0, for no degrees of freedom, and for more than 1,000.
 * Source: Fisher 1925, section 14.
 *
 * @param df degrees of freedom: values - 1
 * @example deviationInterval(1, 2) // lower 0.5207, upper 6.2847
 */
export function deviationInterval(deviation: number, df: number, level = 0.95): Bounds {
  requireInside('confidence level', level, 0, 1)
  if (!(deviation > 0 && Number.isFinite(deviation))) return notComputable('the values do not differ')
  if (!(df >= 1 && df <= MOST_DEGREES)) return notComputable(`needs 1 to ${MOST_DEGREES} degrees of freedom, got ${df}`)
  const at = (probability: number) => deviation * Math.sqrt(df / (2 * gammaQuantile(probability, df / 2)))
  return { state: 'estimated', lower: at((1 + level) / 2), upper: at((1 - level) / 2), level }
}
