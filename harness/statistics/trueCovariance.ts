import type { TaskEstimate } from './taskEstimate.ts'
import { notComputable, type Undefined } from './undefined.ts'

/** Covariances over tasks, row by row: variables x variables. */
export interface TrueCovariance {
  state: 'estimated'
  variables: number
  tasks: number
  /** Covariance of the observed mean scores. */
  observed: Float64Array
  /** The part of it that is item and seed noise: the mean over tasks of their noise. */
  noise: Float64Array
  /** What remains, an unbiased estimate for the true scores: observed - noise. Its diagonal may fall below 0. */
  true: Float64Array
}

/**
 * Covariance over tasks of the true scores, which no finite number of items shows directly.
 *
 * Sigma = S - mean over tasks of V_t. Item noise inflates the variances in S; noise shared by conditions that were
 * scored on the same items inflates its covariances. Tasks are a sample of a population of tasks. Undefined for fewer
 * than two tasks.
 * Source: method of moments, as for classical attenuation (Spearman 1904; Fuller 1987, section 1.2).
 */
export function trueCovariance(tasks: readonly TaskEstimate[]): TrueCovariance | Undefined {
  const [first] = tasks
  if (first === undefined || tasks.length < 2)
    return notComputable(`a covariance over tasks needs two tasks, got ${tasks.length}`)
  const p = first.mean.length
  const deviations = Array.from({ length: p }, (_, v) => fromTheirMean(tasks.map(({ mean }) => Number(mean[v]))))
  const observed = new Float64Array(p * p)
  const noise = new Float64Array(p * p)
  for (const [t, task] of tasks.entries()) {
    for (let a = 0; a < p; a++) {
      for (let b = 0; b < p; b++) {
        const k = a * p + b
        const product = Number(deviations[a]?.[t]) * Number(deviations[b]?.[t])
        observed[k] = Number(observed[k]) + product / (tasks.length - 1)
        noise[k] = Number(noise[k]) + Number(task.noise[k]) / tasks.length
      }
    }
  }
  return {
    state: 'estimated',
    variables: p,
    tasks: tasks.length,
    observed,
    noise,
    true: observed.map((value, k) => value - Number(noise[k])),
  }
}

/** The entry of a square matrix that is stored row by row. */
export function entry(matrix: Float64Array, row: number, column: number): number {
  return Number(matrix[row * Math.round(Math.sqrt(matrix.length)) + column])
}

/** Deviations from the mean; exactly 0 where the values differ by rounding only, as the chance level of equal tasks may. */
function fromTheirMean(values: readonly number[]): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviations = Float64Array.from(values, (value) => value - mean)
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return deviations.every((value) => Math.abs(value) <= 1e-13 * largest) ? deviations.fill(0) : deviations
}
