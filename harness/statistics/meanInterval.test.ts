import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/meanErrors.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { clusterRobust } from './clusterRobust.ts'
import { meanInterval } from './meanInterval.ts'
import { tost } from './tost.ts'

describe('the error of a mean, its interval and its equivalence equal SciPy and statsmodels', () => {
  test.each(rows)('$name', (row) => {
    const groups = row.groups ?? undefined
    const mean = clusterRobust(row.values, groups)
    const interval = meanInterval(row.values, groups)
    if (mean.state === 'undefined') throw new Error(mean.reason)
    if (interval.state === 'undefined') throw new Error(interval.reason)
    expect(mean.df).toBe(row.df)
    for (const key of ['error', 'ungrouped'] as const) expect(relativeError(mean[key], row[key])).toBeLessThan(1e-10)
    for (const key of ['lower', 'upper'] as const) expect(relativeError(interval[key], row[key])).toBeLessThan(1e-10)
    for (const { margin, p, lower, upper } of row.equivalence) {
      const result = tost(row.values, margin, { groups })
      if (result.state === 'undefined') throw new Error(result.reason)
      expect(relativeError(result.p, p)).toBeLessThan(1e-10)
      expect(relativeError(result.lower, lower)).toBeLessThan(1e-10)
      expect(relativeError(result.upper, upper)).toBeLessThan(1e-10)
      expect(result.equivalent).toBe(p < 0.05)
    }
  })
})

test('every item its own group gives the error of independent items', () => {
  const values = [0.1, 0.7, 0.3, 0.9]
  expect(clusterRobust(values, ['a', 'b', 'c', 'd'])).toEqual({ ...clusterRobust(values), fewGroups: true })
})

test('ten groups are not few', () => {
  const values = Array.from({ length: 20 }, (_, k) => k % 3)
  const inGroups = (count: number) =>
    clusterRobust(
      values,
      values.map((_, k) => `g${String(k % count)}`),
    )
  expect([inGroups(9), inGroups(10), clusterRobust([1, 0])]).toMatchObject([
    { fewGroups: true },
    { fewGroups: false },
    { fewGroups: false },
  ])
})

test('the error does not depend on the names of groups or the order of items', () => {
  const forward = clusterRobust([1, 0, 1, 0.5, 0], ['a', 'a', 'b', 'c', 'c'])
  const backward = clusterRobust([0, 0.5, 1, 0, 1], ['x', 'x', 'y', 'z', 'z'])
  if (forward.state === 'undefined' || backward.state === 'undefined') throw new Error('both are defined')
  expect(relativeError(forward.error, backward.error)).toBeLessThan(1e-12)
})

test('what has no interval says why', () => {
  expect(meanInterval([1])).toEqual({ state: 'undefined', reason: 'a standard error needs two items, got 1' })
  expect(meanInterval([1, 0], ['a', 'a'])).toEqual({
    state: 'undefined',
    reason: 'a standard error needs two groups, got 1',
  })
  expect(meanInterval([0.1, 0.1, 0.1])).toEqual({ state: 'undefined', reason: 'no variation among 3 items' })
  expect(meanInterval([0, 1, 0, 1], ['a', 'a', 'b', 'b'])).toEqual({
    state: 'undefined',
    reason: 'no variation among 2 groups',
  })
  expect(meanInterval([1, NaN])).toMatchObject({ reason: 'value 2 of 2 of scores is not a finite number' })
  expect(meanInterval([1, 0, 1], ['a'])).toMatchObject({ reason: '3 items but 1 group names' })
  expect(() => meanInterval([0, 1], undefined, 1)).toThrow('confidence level: expected a number between 0 and 1, got 1')
})
