import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { SharedVariance } from '../statistics/lessNoise.ts'
import type { Undefined } from '../statistics/undefined.ts'

/** How far a score may be off for other levels of what it names; all else is taken as it is. */
export type ScoreError = { covers: readonly string[] } & (KnownError | Undefined)

interface KnownError {
  state: 'estimated'
  /** Half the width of the interval. */
  plusMinus: number
  /** Square root of the variance of the score. */
  standardError: number
  degrees: number
}

/** A part of the variance of a score. */
export interface VariancePart {
  variance: number
  degrees: number
}

/**
 * Student's error bar of a score whose variance is the sum of independent parts, with Satterthwaite's degrees of freedom.
 *
 * Never narrower than that of `least`, which few degrees of freedom of a large part may make it; nor wider than the scale of scores, [0, 1].
 */
export function scoreError(parts: readonly VariancePart[], least: VariancePart, level: number): KnownError {
  const sum = total(parts.map(({ variance }) => variance))
  const spread = total(parts.map(({ variance, degrees }) => variance ** 2 / degrees))
  const reach = (variance: number, degrees: number): KnownError => ({
    state: 'estimated',
    plusMinus: Math.min(1, tQuantile(0.5 + level / 2, Math.max(1, degrees)) * Math.sqrt(variance)),
    standardError: Math.sqrt(variance),
    degrees: Math.max(1, degrees),
  })
  const [own, floor] = [reach(sum, sum ** 2 / spread), reach(least.variance, least.degrees)]
  return own.plusMinus > floor.plusMinus ? own : floor
}

/** Scores lie in [0, 1], where few levels leave bounds beyond every variance. */
export const onScale = (variance: SharedVariance): SharedVariance => ({
  ...variance,
  upper: Math.min(0.25, variance.upper),
})

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
