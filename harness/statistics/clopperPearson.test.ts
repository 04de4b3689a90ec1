import fc from 'fast-check'
import { expect, test } from 'vitest'
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf'
import rows from '../../fixtures/oracle/statistics/clopperPearson.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { clopperPearson } from './clopperPearson.ts'

test.each(rows)('$successes of $n at $alpha equals statsmodels', ({ successes, n, alpha, lower, upper }) => {
  const bounds = clopperPearson(successes, n, alpha)
  if (bounds.state === 'undefined') throw new Error(bounds.reason)
  expect(relativeError(bounds.lower, lower)).toBeLessThan(1e-10)
  expect(relativeError(bounds.upper, upper)).toBeLessThan(1e-10)
})

test('at a bound, so few or so many successes have a chance of exactly alpha', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (n, k) => {
      fc.pre(k < n)
      const bounds = clopperPearson(k, n, 0.05)
      if (bounds.state === 'undefined') throw new Error(bounds.reason)
      expect(binomialCdf(k, n, bounds.upper)).toBeCloseTo(0.05, 10)
      expect(bounds.lower).toBeLessThan(bounds.upper)
    }),
  )
})

test('counts that make no proportion say why', () => {
  expect(clopperPearson(0, 0, 0.05)).toMatchObject({ reason: 'a proportion needs at least one item, got 0' })
  expect(clopperPearson(3, 2, 0.05)).toMatchObject({ reason: 'expected 0 to 2 successes, got 3' })
  expect(clopperPearson(NaN, 2, 0.05)).toMatchObject({ reason: 'expected 0 to 2 successes, got NaN' })
  expect(() => clopperPearson(1, 2, 0.7)).toThrow('alpha: expected a number between 0 and 0.5, got 0.7')
})
