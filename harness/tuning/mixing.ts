import { drawn } from '../study/draw.ts'

/** Rows of a task that are used at most. */
const MOST_ROWS = 30_000

/** How tasks are mixed: examples-proportional with a cap (Raffel et al. 2020, section 3.5.2). */
export interface Rates {
  /** K: more rows of a task do not raise its rate. */
  cap: number
  /** Rates are raised to 1 / temperature: 1 leaves them, more makes them more equal. */
  temperature: number
}

/**
 * The rate of each task, as whole numbers that are to be divided by their sum: min(rows, K), or that to the power of 1 / T.
 * Whole numbers make draws the same on every machine.
 */
export function rates(rows: readonly number[], { cap, temperature }: Rates): number[] {
  const capped = rows.map((count) => Math.min(count, MOST_ROWS, cap))
  if (temperature === 1) return capped
  const most = Math.max(1, ...capped)
  return capped.map((count) => Math.round(2 ** 20 * (count / most) ** (1 / temperature)))
}

/**
 * The order of a mixture: for each place the task that it is drawn from (its index), until one task has no row left, which
 * is where the `interleave_datasets` of the datasets library stops by default. Each task's rows are taken in their order.
 */
export function interleave(rows: readonly number[], rule: Rates, seed: number): number[] {
  const weights = rates(rows, rule)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const left = rows.map((count) => Math.min(count, MOST_ROWS))
  const order: number[] = []
  while (total > 0 && !left.includes(0)) {
    const task = placeIn(weights, drawn(['mixture', seed, order.length], total))
    left[task] = (left[task] ?? 0) - 1
    order.push(task)
  }
  return order
}

/** The task whose share of the rates a draw falls into. */
function placeIn(weights: readonly number[], draw: number): number {
  let end = 0
  return weights.findIndex((weight) => (end += weight) > draw)
}
