import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/seedComponents.json' with { type: 'json' }
import { seedComponents } from './seedComponents.ts'

describe('components of items and seeds are those of least squares, statsmodels and restricted maximum likelihood', () => {
  test.each(rows)('$name', ({ tasks, components }) => {
    const found = seedComponents(tasks)
    if (found.state === 'undefined') throw new Error(found.reason)
    expect(found.items).toBeCloseTo(components.items, 10)
    expect(found.rest).toBeCloseTo(components.rest, 10)
    expect(found.seeds.variance).toBeCloseTo(components.seeds.variance, 10)
    expect(found.seeds.lower).toBeCloseTo(components.seeds.lower, 10)
    expect(found.seeds.upper).toBeCloseTo(components.seeds.upper, 8)
    expect(found.seeds.state).toBe(components.seeds.variance > 0 ? 'found' : 'none found')
    expect(found.seeds.degrees).toBe(Number(tasks[0]?.length) - 1)
  })

  test('some of the tables have seeds that differ less than their single answers would show anyway', () => {
    expect(rows.some(({ components }) => components.seeds.variance < 0)).toBe(true)
  })
})

test('what moves every answer of a seed alike is the seeds, and nothing is left', () => {
  const found = seedComponents([
    [
      [0.2, 0.4, 0.6],
      [0.3, 0.5, 0.7],
    ],
  ])
  expect(found).toMatchObject({ items: near(0.04), seeds: { state: 'found', variance: near(0.005) }, rest: 0 })
})

test('a seed that is as much better at one task as it is worse at another does not move the score', () => {
  const better = [
    [1, 1],
    [0, 0],
  ]
  const worse = [...better].reverse()
  expect(seedComponents([better, worse])).toMatchObject({ seeds: { state: 'none found', variance: 0 } })
  expect(seedComponents([better])).toMatchObject({ seeds: { state: 'found', variance: near(0.5) } })
})

test.each([
  ['a component of seeds needs two seeds, got 1', [[[1, 0]]]],
  ['a component of seeds needs two seeds, got 0', []],
  [
    'no task has two items',
    [
      [[1], [0]],
      [[0], [1]],
    ],
  ],
  [
    'tasks with different numbers of seeds',
    [
      [
        [1, 0],
        [1, 1],
      ],
      [[1, 0]],
    ],
  ],
])('what cannot be told says why: %s', (reason, tasks) => {
  expect(seedComponents(tasks)).toEqual({ state: 'undefined', reason })
})

const near = (value: number): unknown => expect.closeTo(value, 12)
