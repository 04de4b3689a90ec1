import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { Bounds } from './bounds.ts'
import { notComputable, type Undefined } from './undefined.ts'

export type JackknifeBounds =
  | (Extract<Bounds, { state: 'estimated' }> & {
      /** Delete-one values, the estimate among them, that were cut to +-.995. */
      truncated: number
      /** `fisher`: atanh scale; `plain`: correlation scale, where every value was cut and the other scale shows nothing. */
      scale: 'fisher' | 'plain'
      /** Clusters - 1. */
      df: number
    })
  | Undefined

/** atanh has no value at 1, and next to it one cluster would decide alone. */
const FURTHEST = 0.995

/**
 * Delete-one-cluster jackknife-t interval of a correlation: where may it lie in other clusters of tasks?
 *
 * z_j = atanh(estimate without cluster j), each cut to +-.995; variance = (g-1)/g sum (z_j - mean)^2; interval
 * tanh(z +- t sqrt(variance)) with g - 1 degrees of freedom. Clusters are independent draws; give each task its own name
 * to delete single tasks. When the estimate and every z_j are cut, the same is done on the correlation scale, so that
 * certainty is never invented. Undefined for fewer than two clusters, when an estimate is, and when nothing varies.
 * Source: Tukey 1958; Miller 1974, Biometrika 61, 1-15.
 *
 * @param clusters cluster of each task
 * @param estimate the correlation over the tasks at these positions (ascending)
 */
export function jackknife(
  clusters: readonly string[],
  estimate: (tasks: readonly number[]) => { state: 'estimated'; value: number } | Undefined,
  level = 0.95,
): JackknifeBounds {
  const names = [...new Set(clusters)]
  if (names.length < 2) return notComputable(`deleting one cluster at a time needs two clusters, got ${names.length}`)
  const whole = estimate(clusters.map((_, task) => task))
  if (whole.state === 'undefined') return whole
  const values: number[] = []
  for (const name of names) {
    const without = estimate(clusters.flatMap((cluster, task) => (cluster === name ? [] : [task])))
    if (without.state === 'undefined') return notComputable(`without cluster ${name}: ${without.reason}`)
    values.push(without.value)
  }

  const truncated = [whole.value, ...values].filter((value) => Math.abs(value) > FURTHEST).length
  const scale = truncated === values.length + 1 ? 'plain' : 'fisher'
  const toScale = (r: number) => (scale === 'plain' ? r : Math.atanh(Math.max(-FURTHEST, Math.min(FURTHEST, r))))
  const error = standardError(values.map(toScale))
  // Equal values leave a rounding error of their mean.
  if (!(error > 1e-12)) return notComputable('every delete-one value is the same')
  const df = names.length - 1
  const reach = tQuantile(0.5 + level / 2, df) * error
  const back = (z: number) => (scale === 'plain' ? z : Math.tanh(z))
  const centre = toScale(whole.value)
  return { state: 'estimated', lower: back(centre - reach), upper: back(centre + reach), level, truncated, scale, df }
}

function standardError(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(((values.length - 1) / values.length) * squares)
}
