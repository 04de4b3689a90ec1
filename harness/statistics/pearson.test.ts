import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/correlations.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { pearson } from './pearson.ts'

describe('pearson equals 60-digit arithmetic', () => {
  test.each(rows)('$name', ({ x, y, pearson: expected }) => {
    const r = pearson(x, y)
    if (expected === null) expect(r.state).toBe('undefined')
    else expect(relativeError(r.state === 'estimated' ? r.value : 9, expected)).toBeLessThan(1e-10)
  })
})

test('what has no correlation says why', () => {
  expect(pearson([1, 2, 3], [1, 2])).toEqual({ state: 'undefined', reason: '3 values of x but 2 of y' })
  expect(pearson([], [])).toEqual({ state: 'undefined', reason: 'a correlation needs two pairs, got 0' })
  expect(pearson([1, 2], [NaN, 2])).toEqual({ state: 'undefined', reason: 'y holds a value that is not finite' })
  expect(pearson([1, Infinity], [1, 2])).toEqual({ state: 'undefined', reason: 'x holds a value that is not finite' })
  expect(pearson([4, 4, 4], [1, 2, 3])).toEqual({ state: 'undefined', reason: 'all 3 values of x are equal' })
})
