import gammaQuantile from '@stdlib/math-base-special-gammaincinv'
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf'
import tCdf from '@stdlib/stats-base-dists-t-cdf'
import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/distributions.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { normalCdf, normalInverse } from './normal.ts'

/** Each distribution function that the statistics call, by its name in the table. */
const functions = new Map<string, (a: number, b: number, c: number) => number>([
  ['normal cdf', normalCdf],
  ['normal quantile', normalInverse],
  ['t cdf', tCdf],
  ['binomial cdf', binomialCdf],
  ['beta quantile', betaQuantile],
  ['gamma quantile', (p, a) => gammaQuantile(p, a)],
])

describe.each([...functions])('the %s', (name, compute) => {
  const own = rows.filter((row) => row.name === name)
  test(`equals 60-digit arithmetic at ${own.length} points, tails down to 1e-300 among them`, () => {
    for (const { at, value } of own) {
      const [a = NaN, b = NaN, c = NaN] = at
      expect({ at, error: relativeError(compute(a, b, c), value) }).toEqual({
        at,
        error: expect.toSatisfy(isTiny) as unknown,
      })
    }
    expect(own.length).toBeGreaterThan(15)
  })
})

test('the quantile of a certain event is refused', () => {
  expect(() => normalInverse(1)).toThrow('probability: expected a number between 0 and 1, got 1')
  expect(() => normalInverse(NaN)).toThrow('got NaN')
})

const isTiny = (error: unknown) => typeof error === 'number' && error < 1e-10
