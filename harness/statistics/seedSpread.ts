import type { Bounds } from './bounds.ts'
import { deviationInterval } from './deviationInterval.ts'
import { meanSquares } from './meanSquares.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface SeedSpread {
  state: 'estimated'
  /** Standard deviation over seeds of their mean over tasks, as observed. */
  deviation: number
  interval: Bounds
  /** What it would be if seeds differed in single answers only. */
  itemNoise: number
  /** What remains when that is taken out: sqrt(max(0, deviation^2 - itemNoise^2)). */
  seeds: number
}

/**
 * How far do the seeds of one way of tuning lie apart, beyond what a few items would show anyway?
 *
 * All seeds answer the same items, so hard items move all of them alike; what moves one seed alone is the seed itself, and the
 * single answers in which it differs. The latter is the residual mean square R of each task, R / items in the mean of a task and
 * sum of (R / items) / T^2 in the mean over T tasks, which count as fixed. Undefined for fewer than two seeds, fewer than two items in a
 * task, and tasks with different numbers of seeds.
 * Source: Searle, Casella and McCulloch 1992, chapter 4.
 *
 * @param tasks one table per task: one row per seed, one column per item
 * @example seedSpread([[[1, 1, 0, 0], [1, 1, 1, 0]]]) // deviation 0.1768, itemNoise 0.1768, seeds 0
 */
export function seedSpread(tasks: readonly (readonly (readonly number[])[])[], level = 0.95): SeedSpread | Undefined {
  const seeds = tasks[0]?.length ?? 0
  if (seeds < 2) return notComputable(`a spread over seeds needs two seeds, got ${seeds}`)
  if (tasks.some((table) => table.length !== seeds)) return notComputable('tasks with different numbers of seeds')
  const squares = tasks.map(meanSquares)
  if (squares.some(({ items }) => items < 2)) return notComputable('item noise needs two items, got 1')

  const means = Array.from({ length: seeds }, (_, seed) =>
    average(squares.map(({ seedMeans }) => Number(seedMeans[seed]))),
  )
  const centre = average(means)
  const spread = Math.sqrt(means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0) / (seeds - 1))
  // Equal means leave a rounding error of their mean.
  const deviation = spread > 1e-12 ? spread : 0
  const itemNoise = Math.sqrt(squares.reduce((sum, { residual, items }) => sum + residual / items, 0)) / tasks.length
  return {
    state: 'estimated',
    deviation,
    interval: deviationInterval(deviation, seeds - 1, level),
    itemNoise,
    seeds: Math.sqrt(Math.max(0, deviation ** 2 - itemNoise ** 2)),
  }
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
