import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { clusterRobust } from './clusterRobust.ts'
import { constantSample, type ConstantSample } from './constantSample.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface OneSided extends ConstantSample {
  state: 'estimated'
  value: number
  units: number
  method: 't' | 'exact bound'
}

/**
 * One-sided tests and bounds for the mean of paired differences, by Student's t; by an exact bound where none varies.
 *
 * With `groups`, CR1 and groups - 1 degrees of freedom. `reach` is the largest difference that the scale allows: 1 for scores
 * in [0, 1]. Undefined where the standard error is, and for differences beyond `reach`.
 *
 * @example oneSided([0.2, 0, 0.1, 0.3]).pGreater(0) // the p of "the mean difference is at most 0"
 */
export function oneSided(
  differences: ArrayLike<number>,
  { groups, reach = 1 }: { groups?: readonly string[] | undefined; reach?: number | undefined } = {},
): OneSided | Undefined {
  const mean = clusterRobust(differences, groups)
  if (mean.state === 'undefined') return mean
  for (let i = 0; i < differences.length; i++) {
    if (Math.abs(Number(differences[i])) > reach * (1 + 1e-12))
      return notComputable(`difference ${i + 1} is ${Number(differences[i])}, beyond what the scale allows (${reach})`)
  }
  const { value, error, df, units } = mean
  if (error === 0)
    return { state: 'estimated', value, units, method: 'exact bound', ...constantSample(value, units, reach) }
  return {
    state: 'estimated',
    value,
    units,
    method: 't',
    pGreater: (null_) => tCdf((null_ - value) / error, df),
    pLess: (null_) => tCdf((value - null_) / error, df),
    lower: (alpha) => value - tQuantile(1 - alpha, df) * error,
    upper: (alpha) => value + tQuantile(1 - alpha, df) * error,
  }
}
