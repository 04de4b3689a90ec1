import fc from 'fast-check'
import { expect, test } from 'vitest'
import { relativeError } from '../../fixtures/oracle/near.ts'
import { constantSample } from './constantSample.ts'
import { oneSided } from './oneSided.ts'
import { tost } from './tost.ts'

test('99 items without a difference are within 3 points, 98 are not', () => {
  const same = (n: number) => tost(new Float64Array(n), 0.03)
  expect(same(99)).toMatchObject({ equivalent: true, method: 'exact bound' })
  expect(same(98)).toMatchObject({ equivalent: false, method: 'exact bound' })
  const bound = same(99)
  expect(relativeError(bound.state === 'estimated' ? bound.upper : 9, 1 - 0.05 ** (1 / 99))).toBeLessThan(1e-12)
})

test('items that all differ are never the same', () => {
  const apart = tost(new Float64Array(5000).fill(1), 0.03)
  expect(apart).toMatchObject({ equivalent: false, upper: 1 })
})

test('an exact bound and its p agree: the p at the bound is alpha', () => {
  fc.assert(
    fc.property(fc.double({ min: -0.9, max: 0.9, noNaN: true }), fc.integer({ min: 1, max: 500 }), (value, n) => {
      const exact = constantSample(value, n, 1)
      expect(exact.pGreater(exact.lower(0.05))).toBeCloseTo(0.05, 9)
      expect(exact.pLess(exact.upper(0.05))).toBeCloseTo(0.05, 9)
    }),
  )
})

test('the p of a mean of at most m is the largest that a two-valued variable of that mean can have', () => {
  // All of n values are 1 although their mean is .2: likeliest when the others are -1, with probability .6 each.
  expect(constantSample(1, 4, 1).pGreater(0.2)).toBeCloseTo(0.6 ** 4, 12)
})

const list = fc.array(
  fc.integer({ min: -5, max: 5 }).map((fifths) => fifths / 5),
  { minLength: 2, maxLength: 40 },
)

test('a wider margin never undoes an equivalence, and p falls with it', () => {
  fc.assert(
    fc.property(list, fc.double({ min: 0.01, max: 0.4, noNaN: true }), (values, margin) => {
      const narrow = tost(values, margin)
      const wide = tost(values, margin + 0.2)
      if (narrow.state === 'undefined' || wide.state === 'undefined') throw new Error('both are defined')
      expect(wide.p).toBeLessThanOrEqual(narrow.p)
      if (narrow.equivalent) expect(wide.equivalent).toBe(true)
    }),
  )
})

test('equivalence does not depend on which condition comes first', () => {
  fc.assert(
    fc.property(list, (values) => {
      const forward = tost(values, 0.2)
      const backward = tost(
        values.map((value) => -value),
        0.2,
      )
      if (forward.state === 'undefined' || backward.state === 'undefined') throw new Error('both are defined')
      expect(forward.equivalent).toBe(backward.equivalent)
      expect(relativeError(forward.p, backward.p)).toBeLessThan(1e-9)
    }),
  )
})

test('a margin or alpha outside its scale is refused, a difference beyond the scale has no answer', () => {
  expect(() => tost([0, 1], 0)).toThrow('margin: expected a number between 0 and 1, got 0')
  expect(() => tost([0, 1], 1.5)).toThrow('margin: expected a number between 0 and 1, got 1.5')
  expect(() => tost([0, 1], 0.1, { alpha: 0.5 })).toThrow('alpha: expected a number between 0 and 0.5, got 0.5')
  expect(tost([0, 2], 0.1)).toEqual({
    state: 'undefined',
    reason: 'difference 2 is 2, beyond what the scale allows (1)',
  })
  expect(tost([0, 2], 0.1, { reach: 2 }).state).toBe('estimated')
  expect(tost([0.5], 0.1)).toEqual({ state: 'undefined', reason: 'a standard error needs two items, got 1' })
  expect(oneSided([NaN, 1]).state).toBe('undefined')
})
