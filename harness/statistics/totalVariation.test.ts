import fc from 'fast-check'
import { expect, test } from 'vitest'
import { totalVariation } from './totalVariation.ts'

const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 })

test('is the largest difference that any set of options shows', () => {
  fc.assert(
    fc.property(weights, weights, (a, b) => {
      const [p, q] = [a, b].map(scaled)
      // By enumeration of all sets of options.
      const sets = Array.from({ length: 8 }, (_, set) =>
        [0, 1, 2].reduce((sum, option) => sum + ((set >> option) & 1) * (Number(p?.[option]) - Number(q?.[option])), 0),
      )
      expect(valueOf(a, b)).toBeCloseTo(Math.max(...sets), 12)
    }),
  )
})

test('is a distance: symmetric, 0 for equal odds, never longer by way of a third', () => {
  fc.assert(
    fc.property(weights, weights, weights, (a, b, c) => {
      expect(valueOf(a, b)).toBeCloseTo(valueOf(b, a), 12)
      expect(
        valueOf(
          a,
          a.map((weight) => 3 * weight),
        ),
      ).toBeCloseTo(0, 12)
      expect(valueOf(a, c)).toBeLessThanOrEqual(valueOf(a, b) + valueOf(b, c) + 1e-12)
    }),
  )
})

test('is 1 where no option is possible in both', () => {
  expect(totalVariation([1, 0], [0, 5])).toEqual({ state: 'estimated', value: 1 })
})

test('what is no distribution says why', () => {
  expect(totalVariation([1], [0.5, 0.5])).toMatchObject({ reason: '1 options, then 2' })
  expect(totalVariation([0, 0], [1, 0])).toMatchObject({ reason: 'no option has any weight' })
  expect(totalVariation([], [])).toMatchObject({ reason: 'no option has any weight' })
  expect(totalVariation([-1, 2], [1, 0])).toMatchObject({ reason: 'a weight is not a number of at least 0' })
  expect(totalVariation([NaN, 2], [1, 0])).toMatchObject({ reason: 'a weight is not a number of at least 0' })
})

function scaled(of: readonly number[]): number[] {
  const sum = of.reduce((total, weight) => total + weight, 0)
  return of.map((weight) => weight / sum)
}

function valueOf(a: readonly number[], b: readonly number[]): number {
  const distance = totalVariation(a, b)
  if (distance.state === 'undefined') throw new Error(distance.reason)
  return distance.value
}
