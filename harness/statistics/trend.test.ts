import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/page.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { differenceInDifferences, linearTrend } from './contrast.ts'
import { page } from './page.ts'

const columns = (scores: readonly (readonly number[])[]) =>
  (scores[0] ?? []).map((_, level) => scores.map((row) => Number(row[level])))

describe("Page's L and its p equal every order of every item, and SciPy", () => {
  test.each(rows)('$name', ({ scores, statistic, p, method }) => {
    const result = page(columns(scores))
    if (result.state === 'undefined') throw new Error(result.reason)
    expect(result).toMatchObject({ statistic, method })
    expect(relativeError(result.p, p)).toBeLessThan(1e-10)
  })
})

const item = fc.array(fc.nat(4), { minLength: 3, maxLength: 3 })

test('only the order of the scores of an item matters, and reversing the levels reverses the trend', () => {
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 12 }), (scores) => {
      const rising = page(columns(scores))
      const stretched = page(columns(scores.map((row, k) => row.map((score) => k + score ** 3))))
      const falling = page(columns(scores.map((row) => [...row].reverse())))
      expect(stretched).toEqual(rising)
      if (rising.state === 'undefined' || falling.state === 'undefined') return
      expect(rising.p + falling.p).toBeGreaterThanOrEqual(1 - 1e-9)
    }),
  )
})

test('what has no trend says why', () => {
  expect(page([[1, 0]])).toEqual({ state: 'undefined', reason: 'a trend needs two levels, got 1' })
  expect(page([[1, 0], [1, 0]])).toEqual({ state: 'undefined', reason: 'every item scores the same at all levels' }) // prettier-ignore
  expect(page([[], []])).toMatchObject({ reason: 'needs at least 1 values of level 1, got 0' })
  expect(page([[1], [NaN]])).toMatchObject({ reason: 'value 1 of 1 of level 2 is not a finite number' })
  expect(page([[1, 2], [1]])).toMatchObject({ reason: '2 values of level 1 but 1 of level 2' })
})

test('a linear trend is the least-squares slope of each item, per level', () => {
  // numpy.polyfit([1, 2, 3, 4], [.1, .5, .4, 1], 1)[0] is .26
  const trend = linearTrend([[0.1, 0.2], [0.5, 0.2], [0.4, 0.2], [1, 0.2]]) // prettier-ignore
  if (trend.state === 'undefined') throw new Error(trend.reason)
  expect(trend.values[0]).toBeCloseTo(0.26, 12)
  expect(trend.values[1]).toBeCloseTo(0, 12)
  expect(trend.reach).toBeCloseTo(0.4, 12)
  expect(linearTrend([[1]])).toMatchObject({ reason: 'a trend needs two levels, got 1' })
  expect(linearTrend([[1], []])).toMatchObject({ reason: '1 values of level 1 but 0 of level 2' })
})

test('a difference in differences is what is left of an effect after the same effect on another', () => {
  const scores = { aWith: [1, 1, 0], aWithout: [0, 1, 0.5], bWith: [0, 1, 1], bWithout: [1, 0.5, 0] }
  expect(differenceInDifferences(scores)).toEqual({
    state: 'estimated',
    values: Float64Array.of(2, -0.5, -1.5),
    reach: 2,
  })
  expect(differenceInDifferences({ ...scores, bWith: [0] })).toMatchObject({
    reason: '3 values of aWith but 1 of bWith',
  })
  expect(differenceInDifferences({ ...scores, aWith: [NaN, 1, 1] })).toMatchObject({ state: 'undefined' })
})
