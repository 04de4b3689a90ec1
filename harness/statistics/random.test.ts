import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/random.json' with { type: 'json' }
import { below, shuffle, stream, uniform } from './random.ts'

test.each(rows)('the words of seed $seed and key $key equal an independent implementation', ({ seed, key, words }) => {
  const next = stream(seed, ...key)
  expect(words.map(() => next())).toEqual(words)
})

test('every order of four is equally likely', () => {
  const next = stream(1, 'orders')
  const seen = new Map<string, number>()
  for (let k = 0; k < 24_000; k++) {
    const values = [0, 1, 2, 3]
    shuffle(values, next)
    seen.set(values.join(''), (seen.get(values.join('')) ?? 0) + 1)
  }
  expect(seen.size).toBe(24)
  // Chi-square with 23 degrees of freedom exceeds 49.7 once in a thousand seeds.
  const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  expect(chiSquare).toBeLessThan(49.7)
})

test('uniform numbers fill [0, 1) evenly', () => {
  const next = stream(2, 'uniform')
  const numbers = Array.from({ length: 20_000 }, () => uniform(next))
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers)).toBeLessThan(1)
  expect(numbers.reduce((sum, value) => sum + value, 0) / numbers.length).toBeCloseTo(0.5, 2)
})

test('a bound of one always gives zero', () => {
  const next = stream(3)
  expect([below(1, next), below(1, next)]).toEqual([0, 0])
})
