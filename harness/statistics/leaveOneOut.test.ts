import { expect, test } from 'vitest'
import { leaveOneOut } from './leaveOneOut.ts'
import { packTasks } from './resampledTask.ts'

/** Two tasks of cluster x, one of y; one seed of the first condition, two of the second. */
const packed = packTasks([
  { task: 'c', cluster: 'y', conditions: [[[0, 1]], [[1, 1], [0, 1]]] }, // prettier-ignore
  { task: 'a', cluster: 'x', conditions: [[[0, 0, 1]], [[1, 1, 0], [1, 0, 0]]] }, // prettier-ignore
  { task: 'b', cluster: 'x', conditions: [[[1, 0]], [[1, 0], [1, 1]]] }, // prettier-ignore
])
if (packed.state === 'undefined') throw new Error(packed.reason)

/** Sum over tasks of (second - first condition), with the number of tasks in front. */
const signature = (means: Float64Array, tasks: number) => {
  let sum = 100 * tasks
  for (let row = 0; row < tasks; row++) sum += Number(means[2 * row + 1]) - Number(means[2 * row])
  return sum
}
// Differences of a, b, c: 1/2 - 1/3, 3/4 - 1/2, 3/4 - 1/2.

test('clusters are left out where they are a sample and there are two', () => {
  near(leaveOneOut(packed, signature, new Set(['clusters', 'tasks'])), [100 + 1 / 4, 200 + 1 / 6 + 1 / 4])
})

test('else tasks, in the order of their names', () => {
  near(leaveOneOut(packed, signature, new Set(['tasks', 'items'])), [200 + 1 / 2, 200 + 5 / 12, 200 + 5 / 12])
})

test('else the items of each task in turn, with the other tasks as they are', () => {
  const values = leaveOneOut(packed, signature, new Set(['items']))
  // Item by item: second condition over both seeds, less the first, of the items that stay.
  const a = [1 / 4 - 1 / 2, 1 / 2 - 1 / 2, 3 / 4 - 0]
  const b = [1 / 2 - 0, 1 - 1]
  const c = [1 - 1, 1 / 2 - 0]
  near(values, [
    ...a.map((value) => 300 + value + 1 / 2),
    ...b.map((value) => 300 + value + 1 / 6 + 1 / 4),
    ...c.map((value) => 300 + value + 1 / 6 + 1 / 4),
  ])
})

test('a statistic without a value leaves NaN', () => {
  expect([...leaveOneOut(packed, () => undefined, new Set(['tasks']))]).toEqual([NaN, NaN, NaN])
})

function near(actual: Float64Array, expected: readonly number[]) {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, k) => {
    expect(actual[k]).toBeCloseTo(value, 10)
  })
}
