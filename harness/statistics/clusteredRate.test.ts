import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/clusteredRate.json' with { type: 'json' }
import { clopperPearson } from './clopperPearson.ts'
import { clusteredRate } from './clusteredRate.ts'

describe('the rate equals statsmodels and SciPy', () => {
  test.each(rows)('$name', ({ items, alpha, value, lower, upper, effective, method }) => {
    const rate = estimated(items, alpha)
    expect(rate.method).toBe(method)
    for (const [ours, theirs] of [
      [rate.value, value],
      [rate.lower, lower],
      [rate.upper, upper],
      [rate.effective, effective],
    ] as const)
      expect(Math.abs(ours - theirs)).toBeLessThan(1e-9 * Math.max(1, Math.abs(theirs)))
  })
})

const items = fc.array(
  fc.integer({ min: 1, max: 6 }).chain((cases) => fc.record({ cases: fc.constant(cases), happened: fc.nat(cases) })),
  { minLength: 2, maxLength: 40 },
)

test('one case an item is the interval of Clopper and Pearson', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1), { minLength: 2, maxLength: 60 }), (happened) => {
      const rate = estimated(happened.map((one) => ({ cases: 1, happened: one })))
      const exact = clopperPearson(happened.filter((one) => one === 1).length, happened.length, 0.05)
      if (exact.state === 'undefined') throw new Error(exact.reason)
      expect(rate.lower).toBeCloseTo(exact.lower, 10)
      expect(rate.upper).toBeCloseTo(exact.upper, 10)
    }),
  )
})

test('items whose cases are all alike tell no more than one case each, or a little less', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 40 }), fc.integer({ min: 2, max: 8 }), (flags, m) => {
      const rate = estimated(flags.map((all) => ({ cases: m, happened: all ? m : 0 })))
      expect(rate.effective).toBeLessThanOrEqual(flags.length + 1e-9)
    }),
  )
})

test('the bounds hold the rate, mirror, and know no order of the items', () => {
  fc.assert(
    fc.property(items, (all) => {
      const rate = estimated(all)
      expect(rate.lower).toBeLessThanOrEqual(rate.value)
      expect(rate.upper).toBeGreaterThanOrEqual(rate.value)
      expect(rate.effective).toBeLessThanOrEqual(rate.cases)
      const mirrored = estimated(all.map(({ cases, happened }) => ({ cases, happened: cases - happened })))
      expect(mirrored.lower).toBeCloseTo(1 - rate.upper, 9)
      expect(estimated([...all].reverse()).upper).toBeCloseTo(rate.upper, 12)
    }),
  )
})

test('no event leaves a lower upper bound than any number of single events does', () => {
  for (const cases of [2, 5, 20]) {
    const [none = 1, ...some] = Array.from({ length: 31 }, (_, events) => {
      const all = Array.from({ length: 30 }, (__, item) => ({ cases, happened: item < events ? 1 : 0 }))
      return estimated(all).upper
    })
    expect(Math.min(...some)).toBeGreaterThan(none)
  }
})

test('what cannot be told says why', () => {
  expect(clusteredRate([], 0.05)).toMatchObject({ reason: 'a share needs at least one case' })
  expect(clusteredRate([{ cases: 4, happened: 1 }], 0.05)).toMatchObject({
    reason: 'the cases of one item say nothing about other items',
  })
  expect(clusteredRate([{ cases: 2, happened: 3 }], 0.05)).toMatchObject({
    reason: "expected 0 to 2 of an item's cases, got 3",
  })
  expect(clusteredRate([{ cases: 9, happened: 0 }], 0.05)).toMatchObject({ effective: 1, method: 'items count once' })
})

function estimated(all: readonly { cases: number; happened: number }[], alpha = 0.05) {
  const rate = clusteredRate(all, alpha)
  if (rate.state === 'undefined') throw new Error(rate.reason)
  return rate
}
