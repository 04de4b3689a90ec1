import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { Bounds } from './bounds.ts'
import { clusterRobust } from './clusterRobust.ts'
import { requireInside } from './parameter.ts'
import { notComputable } from './undefined.ts'

/**
 * Student's t interval of a mean: between which values does the mean over all such items lie?
 *
 * mean +- t SE with n - 1 degrees of freedom; with `groups` the CR1 error and groups - 1. Undefined for one item (or
 * group), for no variation at all, which proves nothing about other items, and where the standard error is.
 * Source: Student 1908.
 *
 * @example meanInterval([0.2, 0.5, 0.8, 0.5]) // lower 0.110, upper 0.890
 */
export function meanInterval(values: ArrayLike<number>, groups?: readonly string[], level = 0.95): Bounds {
  requireInside('confidence level', level, 0, 1)
  const mean = clusterRobust(values, groups)
  if (mean.state === 'undefined') return mean
  if (mean.error === 0) return notComputable(`no variation among ${mean.units} ${groups ? 'groups' : 'items'}`)
  const reach = tQuantile(0.5 + level / 2, mean.df) * mean.error
  return { state: 'estimated', lower: mean.value - reach, upper: mean.value + reach, level }
}
