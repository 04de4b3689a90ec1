import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { crossedMean, type CrossedMean } from '../statistics/crossedMean.ts'
import { crossedWilson } from '../statistics/crossedWilson.ts'
import { notComputable } from '../statistics/undefined.ts'
import type { Estimate, ScoreInterval, Undefined } from './report.generated.ts'

/**
 * Mean of item scores with a 95 % interval for items and seeds like these; one row per seed, aligned over items.
 *
 * Right-or-wrong scores get the score interval, which stays inside [0, 1]; graded scores get Student's.
 */
export function estimateScore(scores: readonly (readonly number[])[]): Estimate {
  const items = scores[0]?.length ?? 0
  if (items === 0) return notComputable('no item was measured')
  const mean = crossedMean(scores)
  const pooled = scores.length > 1 ? ', items and seeds crossed' : ''
  if (scores.some((row) => row.some((score) => score !== 0 && score !== 1))) {
    return { state: 'estimated', value: mean.value, n: items, interval: student(mean, `t${pooled}`) }
  }
  const bounds = crossedWilson(scores, LEVEL)
  const interval =
    bounds.state === 'undefined' ? bounds : around(mean.value, bounds.lower, bounds.upper, `Wilson${pooled}`)
  return { state: 'estimated', value: mean.value, n: items, interval }
}

/** Mean over tasks with a 95 % t interval for tasks, and seeds, like these; one row of task means per seed. */
export function estimateMeanOverTasks(means: readonly (readonly number[])[]): Estimate {
  const tasks = means[0]?.length ?? 0
  if (tasks === 0) return notComputable('no task was measured')
  const mean = crossedMean(means)
  const pooled = means.length > 1 ? ' and seeds, crossed' : ''
  return { state: 'estimated', value: mean.value, n: tasks, interval: student(mean, `t over tasks${pooled}`) }
}

const LEVEL = 0.95

function student({ value, variance, degrees }: CrossedMean, method: string): ScoreInterval | Undefined {
  if (degrees < 1) return notComputable('a single value')
  if (variance === 0) return notComputable('no variation')
  const half = tQuantile(0.5 + LEVEL / 2, degrees) * Math.sqrt(variance)
  return around(value, value - half, value + half, method)
}

function around(value: number, lower: number, upper: number, method: string): ScoreInterval {
  return { state: 'estimated', lower, upper, plusMinus: Math.max(value - lower, upper - value), level: LEVEL, method }
}
