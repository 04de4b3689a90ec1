import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/macroDifference.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import type { Bounds } from './bounds.ts'
import { macroDifference } from './macroDifference.ts'

describe('the mean difference over tasks equals NumPy', () => {
  test.each(rows)('$name', (row) => {
    const tasks = row.tasks.map(({ groups, ...task }) => (groups === null ? task : { ...task, groups }))
    const result = macroDifference(tasks)
    if (result.state === 'undefined') throw new Error(result.reason)
    expect(relativeError(result.value, row.value)).toBeLessThan(1e-10)
    agree(result.overTasks, row.overTasks)
    agree(result.overItems, row.overItems)
  })
})

test('one cluster says nothing about other tasks, but its items do about itself', () => {
  const one = macroDifference([
    { task: 'a', cluster: 'same', differences: [0, 1, 0] },
    { task: 'b', cluster: 'same', differences: [1, 1, 0] },
  ])
  expect(one).toMatchObject({
    overTasks: { state: 'undefined', reason: 'deleting one cluster at a time needs two clusters, got 1' },
    overItems: { state: 'estimated' },
  })
})

test('what has no mean difference names the task', () => {
  expect(macroDifference([])).toEqual({ state: 'undefined', reason: 'no task was given' })
  expect(macroDifference([{ task: 'nli', cluster: 'nli', differences: [1] }])).toEqual({
    state: 'undefined',
    reason: 'nli: a standard error needs two items, got 1',
  })
  const still = ['a', 'b'].map((task) => ({ task, cluster: task, differences: [0.1, 0.1] }))
  expect(macroDifference(still)).toMatchObject({
    overTasks: { reason: 'no variation among the clusters' },
    overItems: { reason: 'no variation among the items of any task' },
  })
})

function agree(bounds: Bounds, expected: readonly number[]) {
  if (bounds.state === 'undefined') throw new Error(bounds.reason)
  expect(relativeError(bounds.lower, Number(expected[0]))).toBeLessThan(1e-10)
  expect(relativeError(bounds.upper, Number(expected[1]))).toBeLessThan(1e-10)
}
