import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/partialConjunction.json' with { type: 'json' }
import { partialConjunction } from './partialConjunction.ts'
import { stream } from './random.ts'

test.each(rows)('at least $atLeast of $p.length tests equals SciPy', ({ p, atLeast, combined }) => {
  expect(Math.abs(partialConjunction(p, atLeast) / combined - 1)).toBeLessThan(1e-10)
})

test('the order of the tests does not matter, and asking for more of them never gives a smaller p', () => {
  const p = [0.2, 0.001, 0.04, 0.7, 0.03]
  const all = [1, 2, 3, 4, 5].map((atLeast) => partialConjunction(p, atLeast))
  expect(all).toEqual([1, 2, 3, 4, 5].map((atLeast) => partialConjunction([...p].reverse(), atLeast)))
  expect(all).toEqual([...all].sort((a, b) => a - b))
  expect(partialConjunction(p, 5)).toBe(0.7)
})

test('where one too few is true, it rejects as often as it says, and a count of rejections more often', () => {
  const random = stream(3, 'partial conjunction')
  const sets = Array.from({ length: 4000 }, () =>
    Array.from({ length: 37 }, (_, k) => ((k < 29 ? 1e-6 : 1) * (random() + 0.5)) / 2 ** 32),
  )
  const share = (rejects: (p: number[]) => boolean) => sets.filter(rejects).length / sets.length
  // 4,000 sets: a rate of .05 scatters by .0034.
  expect(Math.abs(share((p) => partialConjunction(p, 30) <= 0.05) - 0.05)).toBeLessThan(0.014)
  expect(share((p) => p.filter((one) => one <= 0.05).length >= 30)).toBeGreaterThan(0.2)
})

describe('what it refuses', () => {
  test.each([
    [[0.1, NaN], 1, 'expected a p in [0, 1], got NaN'],
    [[0.1, 1.5], 1, 'expected a p in [0, 1], got 1.5'],
    [[0.1], 0, 'expected a whole number from 1 to 1, got 0'],
    [[0.1], 2, 'expected a whole number from 1 to 1, got 2'],
    [[0.1, 0.2], 1.5, 'expected a whole number from 1 to 2, got 1.5'],
  ])('%j of at least %d', (p, atLeast, message) => {
    expect(() => partialConjunction(p, atLeast)).toThrow(message)
  })
})
