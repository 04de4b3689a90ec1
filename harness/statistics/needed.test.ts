import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/tasksNeeded.json' with { type: 'json' }
import { countArrangements } from './arrangements.ts'
import { itemsForReliability } from './itemsNeeded.ts'
import { tasksForReach, tasksNeeded } from './tasksNeeded.ts'
import { tasksToAdd } from './tasksToAdd.ts'
import type { TrueCovariance } from './trueCovariance.ts'

test.each(rows)(
  'a correlation of $estimate needs $tasks tasks to lie $side $bound',
  ({ estimate, side, bound, tasks }) => {
    expect(tasksNeeded(estimate, side === 'above' ? 'above' : 'below', bound)).toEqual({
      state: 'estimated',
      value: tasks,
    })
  },
)

test('no number of tasks puts an interval where its estimate is not', () => {
  expect(tasksNeeded(-0.1, 'above', 0)).toEqual({
    state: 'undefined',
    reason: 'the estimate -0.10 does not lie above 0',
  })
})

test('an interval twice as wide as the distance to the bound needs a little over the tasks it has', () => {
  const now = { tasks: 20, value: 0, lower: Math.tanh(-0.4), upper: Math.tanh(0.4) }
  expect(tasksForReach(now, Math.tanh(0.4001))).toEqual({ state: 'estimated', value: 20 })
  expect(tasksForReach(now, Math.tanh(0.2))).toEqual({ state: 'estimated', value: 80 })
  expect(tasksForReach({ ...now, upper: 1 }, 0.5).state).toBe('undefined')
})

test('a reliability of .5 needs as much noise as truth, one of .8 four times the items', () => {
  const noisy = covarianceOf(0.02, 0.06)
  expect(itemsForReliability(noisy, 0, 50, 0.5)).toEqual({ state: 'estimated', value: 150 })
  expect(itemsForReliability(noisy, 0, 50, 0.8)).toEqual({ state: 'estimated', value: 600 })
  expect(itemsForReliability(covarianceOf(-0.01, 0.06), 0, 50, 0.5)).toEqual({
    state: 'undefined',
    reason: 'no task differences found',
  })
})

test.each([
  [[1, 1, 1], 6, 0.05, 4],
  [[2, 2, 2, 2], 6, 0.05, 1],
  [[3, 3, 3], 6, 0.05, 0],
  [[5], 6, 0.05, 1],
  [[1], 6, 0.05, 5],
])('clusters of %j need %i tasks together and p %f: %i more', (sizes, shared, alpha, expected) => {
  expect(tasksToAdd(sizes, shared, alpha)).toBe(expected)
  if (expected === 0) expect(1 / countArrangements(sizes)).toBeLessThanOrEqual(alpha)
})

function covarianceOf(truth: number, noise: number): TrueCovariance {
  return {
    state: 'estimated',
    variables: 1,
    tasks: 20,
    observed: Float64Array.of(truth + noise),
    noise: Float64Array.of(noise),
    true: Float64Array.of(truth),
  }
}
