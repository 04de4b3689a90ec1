import { bonettWright } from './correlationInterval.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * How many tasks would put the interval of a correlation on one side of `bound`, if the estimate stays where it is?
 *
 * The smallest T whose Bonett-Wright interval lies above (or below) `bound`. A guide for planning: it knows neither item
 * noise nor clusters, so the truth is rather more. Undefined when the estimate itself lies on the wrong side.
 *
 * @example tasksNeeded(0.5, 'above', 0) // { state: 'estimated', value: 18 }
 */
export function tasksNeeded(
  estimate: number,
  side: 'above' | 'below',
  bound: number,
  level = 0.95,
): { state: 'estimated'; value: number } | Undefined {
  const r = Math.max(-0.995, Math.min(0.995, estimate))
  if (side === 'above' ? r <= bound : r >= bound) {
    return notComputable(`the estimate ${estimate.toFixed(2)} does not lie ${side} ${bound}`)
  }
  const enough = (tasks: number) => {
    const interval = bonettWright(r, tasks, level)
    return interval.state === 'estimated' && (side === 'above' ? interval.lower > bound : interval.upper < bound)
  }
  // The interval narrows with every task: double until it is enough, then bisect.
  let high = 4
  while (!enough(high)) {
    if (high > 1e9) return notComputable(`the estimate ${estimate.toFixed(2)} is too near to ${bound}`)
    high *= 2
  }
  let low = 3
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return { state: 'estimated', value: high }
}

/**
 * The same from the width of the interval at hand: how many tasks like these would narrow it until `bound` is outside?
 *
 * The half-width on the atanh scale falls with the root of the number of tasks, at a constant number of tasks per
 * cluster. Undefined when the estimate or an end is +-1 or beyond, or the estimate equals the bound.
 */
export function tasksForReach(
  now: { tasks: number; value: number; lower: number; upper: number },
  bound: number,
): { state: 'estimated'; value: number } | Undefined {
  const reach = (Math.atanh(now.upper) - Math.atanh(now.lower)) / 2
  const value = Math.ceil(now.tasks * (reach / (Math.atanh(now.value) - Math.atanh(bound))) ** 2)
  if (!Number.isSafeInteger(value)) return notComputable('the interval has no width on the atanh scale to start from')
  return { state: 'estimated', value }
}
