import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/bca.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { bcaBounds, percentileBounds } from './bca.ts'

describe('bounds from given values equal NumPy and SciPy', () => {
  test.each(rows)('$name', ({ estimate, resampled, left, bounds }) => {
    for (const { level, bca, percentile } of bounds) {
      agree(bcaBounds(estimate, resampled, left, level), bca)
      agree(percentileBounds(resampled, level), percentile)
    }
  })
})

const values = Array.from({ length: 200 }, (_, k) => k / 200)

test('the order of the resamples does not matter', () => {
  expect(bcaBounds(0.4, [...values].reverse(), [0.4, 0.41, 0.38])).toEqual(bcaBounds(0.4, values, [0.4, 0.41, 0.38]))
})

test('up to 5 % of resamples may lack a value', () => {
  const lacking = (count: number) => values.map((value, k) => (k % 20 === 0 && k < 20 * count ? NaN : value))
  expect(bcaBounds(0.4, lacking(10), [0.4, 0.5]).state).toBe('estimated')
  const eleven = lacking(10).with(1, NaN)
  expect(bcaBounds(0.4, eleven, [0.4, 0.5])).toEqual({
    state: 'undefined',
    reason: '11 of 200 resamples have no value',
  })
  expect(percentileBounds(eleven)).toMatchObject({ reason: '11 of 200 resamples have no value' })
})

test('what has no interval says why', () => {
  expect(bcaBounds(0.5, [0.5, 0.5, 0.5], [0.5, 0.4])).toMatchObject({ reason: 'all 3 resamples give the same value' })
  expect(bcaBounds(2, values, [0.5, 0.4])).toMatchObject({
    reason: 'every resample lies on the same side of the estimate',
  })
  expect(bcaBounds(0.5, values, [NaN, 0.4])).toMatchObject({
    reason: 'the estimate or a delete-one value is not a finite number',
  })
  expect(bcaBounds(0.5, [], [])).toMatchObject({ reason: '0 of 0 resamples have no value' })
  expect(() => percentileBounds(values, 0)).toThrow('confidence level: expected a number between 0 and 1, got 0')
})

function agree(actual: ReturnType<typeof bcaBounds>, expected: readonly number[]) {
  if (actual.state === 'undefined') throw new Error(actual.reason)
  expect(relativeError(actual.lower, Number(expected[0]))).toBeLessThan(1e-10)
  expect(relativeError(actual.upper, Number(expected[1]))).toBeLessThan(1e-10)
}
