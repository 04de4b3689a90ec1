import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { Bounds } from './bounds.ts'
import { clusterRobust } from './clusterRobust.ts'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface TaskDifferences {
  task: string
  /** Tasks of one cluster are not independent; a task's own name where it stands alone. */
  cluster: string
  /** Paired difference of each item. */
  differences: ArrayLike<number>
  /** Group of each item (passage, dialogue). */
  groups?: readonly string[]
}

export interface MacroDifference {
  state: 'estimated'
  /** Mean over tasks of their mean differences. */
  value: number
  /** For a claim about the population of tasks: other tasks might have been drawn. Delete-one-cluster jackknife-t. */
  overTasks: Bounds
  /** For a claim about exactly these tasks: only their items are a sample. */
  overItems: Bounds
}

/**
 * Mean difference over tasks, each task counting once, with the interval for either claim that one may want to make.
 *
 * Over tasks: leave out one cluster at a time, t with clusters - 1 degrees of freedom. Over items: sqrt(sum of squared standard
 * errors) / T, t with Satterthwaite's degrees of freedom. Undefined without tasks and where a task's standard error is;
 * an interval is undefined for one cluster, and where nothing varies.
 * Source: Tukey 1958; Satterthwaite 1946.
 */
export function macroDifference(tasks: readonly TaskDifferences[], level = 0.95): MacroDifference | Undefined {
  requireInside('confidence level', level, 0, 1)
  const errors = macroErrors(tasks)
  if (errors.state === 'undefined') return errors
  const { value } = errors
  const interval = (claim: ClaimError | Undefined): Bounds => {
    if (claim.state === 'undefined') return claim
    const reach = tQuantile(0.5 + level / 2, claim.df) * claim.error
    return { state: 'estimated', lower: value - reach, upper: value + reach, level }
  }
  return { state: 'estimated', value, overTasks: interval(errors.overTasks), overItems: interval(errors.overItems) }
}

/** Standard error of a mean over tasks, never 0. */
export interface ClaimError {
  state: 'estimated'
  error: number
  df: number
}

/** Mean difference over tasks with the standard error for either claim; the parts of `macroDifference`. */
export function macroErrors(
  tasks: readonly TaskDifferences[],
):
  | { state: 'estimated'; value: number; overTasks: ClaimError | Undefined; overItems: ClaimError | Undefined }
  | Undefined {
  if (tasks.length === 0) return notComputable('no task was given')
  const errors: { value: number; variance: number; df: number }[] = []
  for (const { task, differences, groups } of tasks) {
    const mean = clusterRobust(differences, groups)
    if (mean.state === 'undefined') return notComputable(`${task}: ${mean.reason}`)
    errors.push({ value: mean.value, variance: mean.error ** 2, df: mean.df })
  }
  const value = errors.reduce((sum, mean) => sum + mean.value, 0) / tasks.length
  const claim = (error: number, df: number): ClaimError => ({ state: 'estimated', error, df })

  const variance = errors.reduce((sum, mean) => sum + mean.variance, 0)
  const df = variance ** 2 / errors.reduce((sum, mean) => sum + mean.variance ** 2 / mean.df, 0)
  const overItems =
    variance === 0
      ? notComputable('no variation among the items of any task')
      : claim(Math.sqrt(variance) / tasks.length, df)
  const left = withoutEachCluster(tasks, errors)
  if (left.length < 2) {
    const overTasks = notComputable(`deleting one cluster at a time needs two clusters, got ${left.length}`)
    return { state: 'estimated', value, overTasks, overItems }
  }
  const centre = left.reduce((sum, mean) => sum + mean, 0) / left.length
  const squares = left.reduce((sum, mean) => sum + (mean - centre) ** 2, 0)
  const error = Math.sqrt(((left.length - 1) / left.length) * squares)
  const overTasks = error > 1e-12 ? claim(error, left.length - 1) : notComputable('no variation among the clusters')
  return { state: 'estimated', value, overTasks, overItems }
}

function withoutEachCluster(tasks: readonly TaskDifferences[], means: readonly { value: number }[]): number[] {
  return [...new Set(tasks.map(({ cluster }) => cluster))].map((name) => {
    const rest = means.filter((_, task) => tasks[task]?.cluster !== name)
    return rest.reduce((sum, mean) => sum + mean.value, 0) / rest.length
  })
}
