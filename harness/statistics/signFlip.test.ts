import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/signFlips.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { mcnemar } from './mcnemar.ts'
import { shuffle, stream } from './random.ts'
import { signFlip, type SignFlipOptions } from './signFlip.ts'

const options = { alternative: 'two-sided', seed: 7, purpose: 'test' } as const
const grouped = (groups: string[] | null) => (groups === null ? {} : { groups })

describe('p equals complete enumeration, or 200,000 other patterns within the error of both', () => {
  test.each(rows)('$name', (row) => {
    for (const alternative of ['greater', 'two-sided'] as const) {
      const result = signFlip(row.differences, { ...options, alternative, ...grouped(row.groups) })
      if (result.state === 'undefined') throw new Error(result.reason)
      expect(result.method).toBe(row.method)
      const p = row[alternative]
      if (row.method === 'exact') expect(relativeError(result.p, p)).toBeLessThan(1e-10)
      else expect(Math.abs(result.p - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 9_999) + 2e-4)
    }
  })
})

const difference = fc.integer({ min: -6, max: 6 }).map((sixths) => sixths / 6)
const differences = fc.array(difference, { minLength: 1, maxLength: 40 })
const p = (values: number[], more: Partial<SignFlipOptions> = {}) => {
  const result = signFlip(values, { ...options, resamples: 200, ...more })
  return result.state === 'estimated' ? result.p : NaN
}

test('p does not change with the order of items, nor two-sided with the names of the conditions', () => {
  fc.assert(
    fc.property(differences, fc.nat(), (values, seed) => {
      const moved = [...values]
      shuffle(moved, stream(seed))
      expect(p(moved)).toBe(p(values))
      expect(p(values.map((value) => -value))).toBe(p(values))
      expect(p([...values, 0])).toBe(p(values))
    }),
  )
})

test('p is at least what is attainable, and at most 1', () => {
  fc.assert(
    fc.property(differences, (values) => {
      const result = signFlip(values, { ...options, resamples: 200 })
      if (result.state === 'undefined') throw new Error(result.reason)
      expect(result.p).toBeGreaterThanOrEqual(result.attainable)
      expect(result.p).toBeLessThanOrEqual(1)
    }),
  )
})

test('on scores of 0 and 1 the exact p is that of McNemar', () => {
  fc.assert(
    fc.property(fc.nat(8), fc.nat(7), (a, b) => {
      fc.pre(a + b > 0)
      const exact = mcnemar(a, b)
      const values = [...Array.from({ length: a }, () => 1), ...Array.from({ length: b }, () => -1)]
      expect(relativeError(p(values), exact.state === 'estimated' ? exact.p : NaN)).toBeLessThan(1e-12)
    }),
  )
})

test('another seed draws other patterns, the same seed the same', () => {
  const values = Array.from({ length: 60 }, (_, k) => Math.sin(k) + 0.1)
  expect(p(values)).toBe(p(values))
  expect(p(values, { seed: 8 })).not.toBe(p(values))
})

test('what cannot be tested says why', () => {
  const reason = (values: number[], groups?: string[]) => signFlip(values, { ...options, ...grouped(groups ?? null) })
  expect(reason([])).toEqual({ state: 'undefined', reason: 'needs at least 1 values of differences, got 0' })
  expect(reason([1, NaN])).toEqual({
    state: 'undefined',
    reason: 'value 2 of 2 of differences is not a finite number',
  })
  expect(reason([1, 0], ['a'])).toEqual({ state: 'undefined', reason: '2 differences but 1 group names' })
  expect(() => signFlip([1], { ...options, resamples: 0 })).toThrow('resamples: expected a whole number')
})
