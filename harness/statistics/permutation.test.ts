import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/permutations.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { countArrangements, orders } from './arrangements.ts'
import { permutationTest, type PermutationOptions } from './permutation.ts'

const base = { sharedNoise: 0, alternative: 'greater', seed: 7, purpose: 'test' } as const

describe('the exact p equals complete enumeration', () => {
  test.each(rows.filter(({ method }) => method === 'exact'))('$name', (row) => {
    for (const alternative of ['greater', 'two-sided'] as const) {
      const result = permutationTest(row.x, row.y, { ...base, ...row, alternative })
      if (result.state === 'undefined') throw new Error(result.reason)
      expect(relativeError(result.p, Number(row[alternative]))).toBeLessThan(1e-10)
      expect(result).toMatchObject({ attainable: row.attainable, method: 'exact', resamples: 0 })
    }
  })
})

describe('the Monte-Carlo p equals 200,000 other draws within its own error', () => {
  test.each(rows.filter(({ method }) => method !== 'exact'))('$name', (row) => {
    const result = permutationTest(row.x, row.y, { ...base, ...row })
    if (result.state === 'undefined') throw new Error(result.reason)
    expect(Math.abs(result.p - row.greater)).toBeLessThan(4 * Math.sqrt((row.greater * (1 - row.greater)) / 9_999))
    expect(result).toMatchObject({ attainable: 1 / 10_000, method: 'Monte Carlo', resamples: 9_999 })
  })
})

test('0.1 + 0.2 ties with 0.3', () => {
  const clusters = ['a', 'a', 'a', 'a']
  const result = permutationTest([0, 0, 1, 1], [0.1, 0.2, 0.3, 0], { ...base, clusters })
  // Four of the six ways to choose two values reach a sum of at least .3, each in four orders.
  expect(result).toMatchObject({ p: 16 / 24 })
})

test('the observed arrangement counts even when negative shared noise puts it beyond its own reference', () => {
  const options = { ...base, clusters: ['a', 'a', 'a'], sharedNoise: -5 }
  expect(permutationTest([1, 2, 3], [1, 2, 3], options)).toMatchObject({ p: 1 / 6 })
})

test('tasks alone in their cluster leave one arrangement, and a p of 1', () => {
  const options = { ...base, clusters: ['a', 'b', 'c'] }
  expect(permutationTest([1, 2, 3], [1, 2, 3], options)).toMatchObject({ p: 1, attainable: 1 })
})

test('the numbers drawn for one cluster do not depend on another cluster', () => {
  const x = [1, 5, 2, 8, 3, 9, 4, 7, 6]
  const y = [2, 4, 1, 9, 5, 7, 3, 8, 6]
  const large = (extra: number[]): PermutationOptions => ({
    ...base,
    clusters: [...x.map(() => 'large'), ...extra.map((_, k) => `single ${String(k)}`)],
  })
  const alone = permutationTest(x, y, large([]))
  // A single task at the mean adds nothing to any sum, and must not move a word of the stream.
  const joined = permutationTest([...x, 5], [...y, 5], large([5]))
  expect(joined.state === 'estimated' && alone.state === 'estimated' && joined.p === alone.p).toBe(true)
})

test('what cannot be tested says why', () => {
  const options = { ...base, clusters: ['a', 'a', 'a'] }
  expect(permutationTest([1, 1, 1], [1, 2, 3], options)).toEqual({
    state: 'undefined',
    reason: 'all 3 values of x are equal',
  })
  expect(permutationTest([1, 2], [1, 2], options)).toEqual({
    state: 'undefined',
    reason: '2 tasks but 3 cluster names',
  })
  expect(permutationTest([1, 2, 3], [1, 2, 3], { ...options, sharedNoise: NaN }).state).toBe('undefined')
})

test('orders of a cluster are all different, and the unchanged one comes first', () => {
  const all = [...orders(5)].map((order) => order.join(''))
  expect(all[0]).toBe('01234')
  expect(new Set(all).size).toBe(120)
  expect(countArrangements([5, 1, 3])).toBe(720)
})
