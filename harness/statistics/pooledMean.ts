import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { clusterRobust } from './clusterRobust.ts'
import { constantSample, type ConstantSample } from './constantSample.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface PooledMean extends ConstantSample {
  state: 'estimated'
  value: number
  method: 't' | 'exact bound'
}

/**
 * One-sided tests and bounds for the mean over exactly these tasks of their mean paired differences, each task counting once.
 *
 * Only items are a sample: sqrt(sum of squared standard errors) / T, t with Satterthwaite's degrees of freedom. Where all
 * differences of all tasks are equal, the exact bound of so many values as T times the shortest task has. Undefined without
 * tasks, where a task's standard error is, and where tasks differ but no item varies inside its task.
 * Source: Satterthwaite 1946; Markov 1884.
 *
 * @param tasks independent differences in [-1, 1], task by task
 */
export function pooledMean(tasks: readonly ArrayLike<number>[]): PooledMean | Undefined {
  if (tasks.length === 0) return notComputable('no task was given')
  const means: { value: number; error: number; df: number }[] = []
  for (const differences of tasks) {
    const mean = clusterRobust(differences)
    if (mean.state === 'undefined') return mean
    means.push(mean)
  }
  const count = tasks.length
  // Sorted before they are added: rounding then knows no order of the tasks.
  const sum = (values: number[]) => values.sort((a, b) => a - b).reduce((total, value) => total + value, 0)
  const value = sum(means.map((mean) => mean.value)) / count
  // Relative to the largest: the square of a very small error would be 0.
  const largest = Math.max(...means.map((mean) => mean.error))
  if (largest === 0) {
    if (means.some((mean) => mean.value !== means[0]?.value))
      return notComputable('the items of each task are all alike, and tasks differ')
    const shortest = Math.min(...tasks.map(({ length }) => length))
    return { state: 'estimated', value, method: 'exact bound', ...constantSample(value, count * shortest, 1) }
  }
  const variance = sum(means.map((mean) => (mean.error / largest) ** 2))
  const error = (largest * Math.sqrt(variance)) / count
  const df = variance ** 2 / sum(means.map((mean) => (mean.error / largest) ** 4 / mean.df))
  return {
    state: 'estimated',
    value,
    method: 't',
    pGreater: (null_) => tCdf((null_ - value) / error, df),
    pLess: (null_) => tCdf((value - null_) / error, df),
    lower: (alpha) => value - tQuantile(1 - alpha, df) * error,
    upper: (alpha) => value + tQuantile(1 - alpha, df) * error,
  }
}
