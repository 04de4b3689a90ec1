import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/correlations.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { spearmanExact } from './spearmanExact.ts'

describe('the exact p equals complete enumeration', () => {
  test.each(rows.filter(({ everyOrderP }) => typeof everyOrderP === 'number'))('$name', ({ x, y, everyOrderP }) => {
    const result = spearmanExact(x, y)
    expect(relativeError(result.state === 'estimated' ? result.p : 9, Number(everyOrderP))).toBeLessThan(1e-10)
  })
})

test('nine pairs are too many to enumerate', () => {
  const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9]
  expect(spearmanExact(nine, nine)).toEqual({
    state: 'undefined',
    reason: 'all orders of 9 pairs are too many to enumerate',
  })
})
