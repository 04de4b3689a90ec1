import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/macroDifference.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { macroDifference, type TaskDifferences } from './macroDifference.ts'
import { commonDifference, macroEquivalence } from './macroEquivalence.ts'
import { tost } from './tost.ts'

const tables = rows.map(({ name, tasks }) => ({
  name,
  tasks: tasks.map(({ groups, ...task }): TaskDifferences => (groups === null ? task : { ...task, groups })),
}))

test.each(tables)(
  '$name: the interval of level 1 - 2 alpha that two tests stand for is that of the mean',
  ({ tasks }) => {
    const whole = macroDifference(tasks, 0.9)
    const pair = macroEquivalence(tasks, 0.5)
    if (whole.state === 'undefined') throw new Error(whole.reason)
    for (const claim of ['overTasks', 'overItems'] as const) {
      const [bounds, result] = [whole[claim], pair[claim]]
      if (bounds.state === 'undefined' || result.state === 'undefined') throw new Error('both have a standard error')
      expect(relativeError(result.lower, bounds.lower)).toBeLessThan(1e-12)
      expect(relativeError(result.upper, bounds.upper)).toBeLessThan(1e-12)
      expect(result.equivalent).toBe(result.p < 0.05)
    }
  },
)

test('one task is the plain test', () => {
  const differences = [0, 1, 0, -1, 0, 0, 0.5, 0]
  const { overItems } = macroEquivalence([{ task: 'a', cluster: 'a', differences }], 0.4)
  const plain = tost(differences, 0.4)
  if (overItems.state === 'undefined' || plain.state === 'undefined') throw new Error('both vary')
  expect(relativeError(overItems.p, plain.p)).toBeLessThan(1e-12)
  expect(relativeError(overItems.upper, plain.upper)).toBeLessThan(1e-12)
})

test('without any difference, 99 items bound 3 points and 96 do not, however they are spread over tasks', () => {
  const still = (tasks: number, items: number) =>
    macroEquivalence(
      Array.from({ length: tasks }, (_, task) => ({
        task: String(task),
        cluster: String(task),
        differences: new Float64Array(items),
      })),
      0.03,
    )
  expect(still(3, 33).overItems).toMatchObject({ equivalent: true, method: 'exact bound' })
  expect(still(3, 32).overItems).toMatchObject({ equivalent: false })
  expect(still(3, 33).overTasks).toEqual({ state: 'undefined', reason: 'no variation among the clusters' })
})

test('items that all differ by the same have the bounds of that many equal values', () => {
  const ones = ['a', 'b'].map((task) => ({ task, cluster: task, differences: [1, 1, 1, 1, 1] }))
  // A mean of at most .03 leaves each of ten items a chance of 1.03 / 2 to be 1.
  expect(macroEquivalence(ones, 0.03).overItems).toMatchObject({ equivalent: false, p: 1, upper: 1 })
  expect(commonDifference(ones, 1)?.pGreater(0.03)).toBeCloseTo((1.03 / 2) ** 10, 12)
  expect(commonDifference([...ones, { task: 'c', cluster: 'c', differences: [1, 0] }], 1)).toBeUndefined()
})

test('what cannot be tested says why', () => {
  expect(macroEquivalence([], 0.03).overItems).toEqual({ state: 'undefined', reason: 'no task was given' })
  const constant = [0.1, 0.2].map((value) => ({ task: 'a', cluster: 'a', differences: [value, value] }))
  expect(macroEquivalence(constant, 0.03).overItems).toEqual({
    state: 'undefined',
    reason: 'no variation among the items of any task',
  })
  expect(() => macroEquivalence(constant, 1)).toThrow('margin: expected a number between 0 and 1, got 1')
})
