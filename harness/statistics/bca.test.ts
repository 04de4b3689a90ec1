import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/bca.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { bcaBounds, bcaP, percentileBounds } from './bca.ts'

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

describe('where no values are tied, p is the tail at which the interval of SciPy reaches 0', () => {
  test.each(rows.filter(({ resampled }) => new Set(resampled).size === resampled.length))(
    '$name',
    ({ estimate, resampled, left, bounds }) => {
      const below = (value: number) => resampled.filter((one) => one <= value).length
      for (const [low, high] of bounds.map(({ bca }) => bca.map(Number))) {
        for (const end of [Number(low), Number(high)]) {
          const from = (values: readonly number[]) => values.map((value) => value - end)
          const p = bcaP(estimate - end, from(resampled), from(left))
          if (p.state === 'undefined') throw new Error(p.reason)
          const interval = bcaBounds(estimate, resampled, left, Math.abs(1 - 2 * p.value))
          if (interval.state === 'undefined') throw new Error(interval.reason)
          // The end lies between two resampled values, and so may the tail.
          expect(Math.abs(below(p.value < 0.5 ? interval.lower : interval.upper) - below(end))).toBeLessThanOrEqual(2)
        }
      }
    },
  )
})

test('p is at least that of one resample in all, and 1 where all lie below 0', () => {
  const value = (result: ReturnType<typeof bcaP>) => (result.state === 'estimated' ? result.value : NaN)
  const moved = (by: number, estimate: number) =>
    value(bcaP(estimate + by, values.map((one) => one + by), [0.4, 0.41, 0.38].map((one) => one + by))) // prettier-ignore
  expect(moved(1, 0.8)).toBe(1 / 201)
  expect(moved(-1.1, 0.4)).toBe(1)
  expect(bcaP(0.5, [0.5, 0.5], [0.4, 0.6])).toMatchObject({ reason: 'all 2 resamples give the same value' })
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
