import { lessNoise, type SharedVariance } from './lessNoise.ts'
import { meanSquares } from './meanSquares.ts'
import { notComputable, type Undefined } from './undefined.ts'

/** Where the variance of a single score comes from, when several seeds answer the same items. */
export interface SeedComponents {
  state: 'estimated'
  /** Between items of a task; an estimate, which may lie below 0. */
  items: number
  /** Between seeds, of their mean over all items. */
  seeds: SharedVariance
  /** What is left inside a task: what a seed does to single items. */
  rest: number
}

/**
 * Variance components of items that every seed of one way of tuning answers, in tasks that count as fixed.
 *
 * Items and seeds are crossed: hard items move all seeds alike, so they cancel, and what seeds do to single items each in their own way is
 * the residual mean square R inside tasks. Items: their mean square inside tasks, less R, a seed. Seeds: the variance of their means over all
 * items, less R / items, the noise that single answers leave in it. A seed that is better at one task and worse at another moves that
 * mean as far as it does, and no further. For one task these are the ANOVA estimates. Undefined for fewer than two seeds, for
 * tasks with different numbers of seeds, and where no task has two items.
 * Source: Searle, Casella and McCulloch 1992, chapter 4.
 *
 * @param tasks one table per task: one row per seed, one column per item
 * @example seedComponents([[[0.2, 0.4, 0.6], [0.3, 0.5, 0.7]]]) // items 0.04, seeds 0.005, rest 0
 */
export function seedComponents(
  tasks: readonly (readonly (readonly number[])[])[],
  level = 0.95,
): SeedComponents | Undefined {
  const seeds = tasks[0]?.length ?? 0
  if (seeds < 2) return notComputable(`a component of seeds needs two seeds, got ${seeds}`)
  if (tasks.some((table) => table.length !== seeds)) return notComputable('tasks with different numbers of seeds')
  const squares = tasks.map(meanSquares)
  const free = total(squares.map(({ items }) => items - 1))
  if (free === 0) return notComputable('no task has two items')

  const inside = (squareOf: (one: (typeof squares)[number]) => number) =>
    total(squares.map((one) => (one.items - 1) * squareOf(one))) / free
  const rest = seen(inside(({ residual }) => residual))
  const count = total(squares.map(({ items }) => items))
  const means = Array.from(
    { length: seeds },
    (_, seed) => total(squares.map(({ items, seedMeans }) => items * Number(seedMeans[seed]))) / count,
  )
  const centre = total(means) / seeds
  const between = seen(total(means.map((mean) => (mean - centre) ** 2)) / (seeds - 1))
  const noise = rest / count
  return {
    state: 'estimated',
    items: (inside(({ ofItems }) => ofItems) - rest) / seeds,
    seeds: lessNoise(between - noise, noise, seeds - 1, level),
    rest,
  }
}

/** Equal seeds leave a rounding error in their mean squares. */
const seen = (square: number) => (square > 1e-15 ? square : 0)

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
