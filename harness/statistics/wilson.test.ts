import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/wilson.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { wilson } from './wilson.ts'

test.each(rows)('$successes of $n at level $level equals statsmodels', ({ successes, n, level, lower, upper }) => {
  const interval = wilson(successes, n, level)
  if (interval.state === 'undefined') throw new Error(interval.reason)
  // At 0 and n successes the reference leaves rounding errors around 0 and 1.
  expect(Math.abs(interval.lower - lower)).toBeLessThan(1e-10 * Math.max(lower, 1e-5))
  expect(relativeError(interval.upper, upper)).toBeLessThan(1e-10)
  expect(interval.lower).toBeGreaterThanOrEqual(0)
  expect(interval.upper).toBeLessThanOrEqual(1)
})

test('counts that make no proportion say why', () => {
  expect(wilson(0, 0)).toEqual({ state: 'undefined', reason: 'a proportion needs at least one item, got 0' })
  expect(wilson(5, 4)).toEqual({ state: 'undefined', reason: 'expected 0 to 4 successes, got 5' })
  expect(wilson(0.5, 4)).toEqual({ state: 'undefined', reason: 'expected 0 to 4 successes, got 0.5' })
})

test('a confidence level of 5 % is refused', () => {
  expect(() => wilson(3, 4, 0.05)).toThrow('confidence level: expected a number in [0.5, 0.99999], got 0.05')
})
