import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/correlations.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import type { Bounds } from './bounds.ts'
import { bonettWright, fisher } from './correlationInterval.ts'

describe('intervals equal their formulas with the quantile of SciPy', () => {
  test.each(rows.filter(({ pearson }) => pearson !== null))('$name', (row) => {
    agree(bonettWright(Number(row.spearman), row.x.length), row.bonettWright)
    agree(fisher(Number(row.pearson), row.x.length), row.fisher)
  })
})

test.each([
  [12, 0.46, 0.97],
  [16, 0.55, 0.96],
  [25, 0.65, 0.94],
  [37, 0.7, 0.93],
])('a correlation of .851 over %i tasks lies in [%f, %f]', (tasks, lower, upper) => {
  const interval = bonettWright(0.851, tasks)
  if (interval.state === 'undefined') throw new Error(interval.reason)
  expect(Math.abs(interval.lower - lower)).toBeLessThan(0.005)
  expect(Math.abs(interval.upper - upper)).toBeLessThan(0.005)
})

test('what has no interval says why', () => {
  expect(bonettWright(0.5, 3)).toEqual({
    state: 'undefined',
    reason: 'the interval of a correlation needs four pairs, got 3',
  })
  expect(fisher(-1, 30)).toEqual({ state: 'undefined', reason: 'a perfect correlation has no interval' })
  expect(fisher(NaN, 30)).toEqual({ state: 'undefined', reason: 'the correlation is not a finite number' })
})

function agree(actual: Bounds, expected: number[] | null | undefined) {
  if (!Array.isArray(expected)) expect(actual.state).toBe('undefined')
  else if (actual.state === 'undefined') expect(actual.reason).toBe('an interval')
  else {
    expect(relativeError(actual.lower, Number(expected[0]))).toBeLessThan(1e-10)
    expect(relativeError(actual.upper, Number(expected[1]))).toBeLessThan(1e-10)
  }
}
