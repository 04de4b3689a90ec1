import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/exceedance.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { bestOnHalf } from './bestOnHalf.ts'
import { exceedance } from './exceedance.ts'

describe('tests and bounds equal SciPy, Holm statsmodels', () => {
  test.each(rows)('$name', ({ margin, tasks, results }) => {
    const found = exceedance(tasks, { margin })
    if (found.state === 'undefined') throw new Error(found.reason)
    found.tasks.forEach((task, k) => {
      const expected = results[k]
      if (expected === undefined || task.state === 'undefined') throw new Error('one result per task')
      expect(relativeError(task.p, expected.p)).toBeLessThan(1e-10)
      expect(relativeError(task.adjusted, expected.adjusted)).toBeLessThan(1e-10)
      expect(relativeError(task.simultaneous.lower, expected.lower)).toBeLessThan(1e-10)
      expect(relativeError(task.simultaneous.upper, expected.upper)).toBeLessThan(1e-10)
      expect(relativeError(task.upper, expected.own)).toBeLessThan(1e-10)
      expect(task.exceeds).toBe(expected.adjusted <= 0.05)
    })
    expect(found.anyExceeds).toBe(results.some(({ adjusted }) => adjusted <= 0.05))
    expect(found.noneExceeds).toBe(results.every(({ own }) => own < margin))
  })
})

test('items that never differ exclude an exceedance of 3 points from 99 of them on', () => {
  const still = (n: number) => exceedance([{ task: 'a', differences: new Float64Array(n) }], { margin: 0.03 })
  expect(still(99)).toMatchObject({ noneExceeds: true, anyExceeds: false, tasks: [{ method: 'exact bound' }] })
  expect(still(98)).toMatchObject({ noneExceeds: false })
})

test('a larger margin never adds an exceeding task, and an added task never makes another exceed', () => {
  const list = fc.array(fc.constantFrom(-1, 0, 1, 1), { minLength: 3, maxLength: 40 })
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 5 }), (lists) => {
      const tasks = lists.map((differences, k) => ({ task: `t${String(k)}`, differences }))
      const at = (margin: number, some = tasks) => {
        const found = exceedance(some, { margin })
        if (found.state === 'undefined') throw new Error(found.reason)
        return found.tasks.flatMap((one) => (one.state === 'estimated' ? [one] : []))
      }
      at(0.1).forEach(({ exceeds }, k) => {
        if (exceeds) expect(at(0.02)[k]?.exceeds).toBe(true)
      })
      const more = at(0.1, [...tasks, { task: 'more', differences: [0, 0, -1] }])
      at(0.1).forEach(({ exceeds }, k) => {
        if (!exceeds) expect(more[k]?.exceeds).toBe(false)
      })
    }),
  )
})

test('a task without a test counts as p = 1: others may exceed, and none is shown not to', () => {
  const with1 = (differences: number[]) =>
    exceedance(
      [
        { task: 'one item', differences: [1] },
        { task: 'many', differences },
      ],
      { margin: 0.03 },
    )
  const alone = exceedance([{ task: 'many', differences: BEYOND }], { margin: 0.03 })
  const found = with1(BEYOND)
  if (found.state === 'undefined' || alone.state === 'undefined') throw new Error('both are defined')
  expect(found).toMatchObject({ anyExceeds: true, tasks: [{ state: 'undefined' }, { exceeds: true }] })
  const adjusted = ({ tasks }: typeof found) =>
    tasks.flatMap((one) => (one.state === 'estimated' ? [one.adjusted] : []))
  expect(adjusted(found)[0]).toBeCloseTo(2 * Number(adjusted(alone)[0]), 15)
  expect(with1(Array.from({ length: 200 }, () => 0))).toMatchObject({ anyExceeds: false, noneExceeds: false })
})

const BEYOND = [1, 1, 1, 0, 1, 1, 0, 1, 1, 1]

test('what cannot be tested names its task', () => {
  expect(exceedance([], { margin: 0.03 })).toEqual({ state: 'undefined', reason: 'no task was given' })
  expect(exceedance([{ task: 'nli', differences: [1] }], { margin: 0.03 })).toEqual({
    state: 'estimated',
    tasks: [{ task: 'nli', state: 'undefined', reason: 'a standard error needs two items, got 1' }],
    anyExceeds: false,
    noneExceeds: false,
  })
  expect(() => exceedance([], { margin: 1 })).toThrow('margin: expected a number between -1 and 1, got 1')
  expect(() => exceedance([], { margin: 0.03, alpha: 0 })).toThrow('alpha')
})

describe('the best condition on half of the items', () => {
  const conditions = { weak: Array.from({ length: 41 }, () => 0), strong: Array.from({ length: 41 }, () => 1) }
  const options = { seed: 7, purpose: 'nli' }

  test('is the one with the larger mean, and is tested on the other half', () => {
    const choice = bestOnHalf(conditions, options)
    if (choice.state === 'undefined') throw new Error(choice.reason)
    expect(choice.best).toBe('strong')
    expect([choice.choosing.length, choice.testing.length]).toEqual([20, 21])
    expect([...choice.choosing, ...choice.testing].sort((a, b) => a - b)).toEqual(
      conditions.weak.map((_, item) => item),
    )
  })

  test('is the same for the same seed, and splits otherwise for another', () => {
    expect(bestOnHalf(conditions, options)).toEqual(bestOnHalf(conditions, options))
    expect(bestOnHalf(conditions, { ...options, seed: 8 })).not.toEqual(bestOnHalf(conditions, options))
    expect(bestOnHalf(conditions, { ...options, purpose: 'sum' })).not.toEqual(bestOnHalf(conditions, options))
  })

  test('keeps groups whole', () => {
    const groups = conditions.weak.map((_, item) => `g${String(item % 7)}`)
    const choice = bestOnHalf(conditions, { ...options, groups })
    if (choice.state === 'undefined') throw new Error(choice.reason)
    const [choosing, testing] = [choice.choosing, choice.testing].map(
      (half) => new Set(half.map((item) => groups[item])),
    )
    expect(choosing?.size).toBe(3)
    expect(testing?.size).toBe(4)
  })

  test('of equal ones is the first by name; a single one is tested on every item', () => {
    const equal = bestOnHalf({ b: [1, 1, 1], a: [1, 1, 1] }, options)
    expect(equal).toMatchObject({ best: 'a' })
    expect(bestOnHalf({ only: [1, 0] }, options)).toEqual({
      state: 'chosen',
      best: 'only',
      choosing: [],
      testing: [0, 1],
    })
  })

  test('needs two items, of equal number', () => {
    expect(bestOnHalf({ a: [1], b: [0] }, options)).toMatchObject({ reason: 'a split needs two items, got 1' })
    expect(bestOnHalf({ a: [1, 0], b: [0] }, options)).toMatchObject({ reason: '2 values of a but 1 of b' })
    expect(bestOnHalf({ a: [NaN, 0], b: [0, 1] }, options)).toMatchObject({ state: 'undefined' })
    expect(bestOnHalf({ a: [1, 0], b: [0, 1] }, { ...options, groups: ['x'] })).toMatchObject({
      reason: '2 items but 1 group names',
    })
    expect(bestOnHalf({}, options)).toMatchObject({ reason: 'no list was given' })
  })
})
