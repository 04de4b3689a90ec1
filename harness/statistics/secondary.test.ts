import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/secondary.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { freedmanLane } from './freedmanLane.ts'
import { leastSquares } from './leastSquares.ts'
import { predictionError } from './predictionError.ts'

describe.each(rows)('$name', ({ x, y, controls, clusters, ...expected }) => {
  test('Freedman-Lane equals NumPy: the statistic in full, p within Monte-Carlo error', () => {
    const result = freedmanLane(x, y, controls, { clusters, seed: 1, purpose: 'test' })
    if (result.state === 'undefined') throw new Error(result.reason)
    expect(relativeError(result.statistic, expected.statistic)).toBeLessThan(1e-10)
    const error = Math.sqrt((expected.p * (1 - expected.p)) / 9_999 + 1e-8)
    expect(Math.abs(result.p - expected.p)).toBeLessThan(4 * error)
  })

  test('the error in left-out clusters equals NumPy', () => {
    const without = predictionError(y, controls, clusters)
    const withX = predictionError(y, [...controls, x], clusters)
    expect(relativeError(without.state === 'estimated' ? without.value : 9, expected.without)).toBeLessThan(1e-10)
    expect(relativeError(withX.state === 'estimated' ? withX.value : 9, expected.with)).toBeLessThan(1e-10)
  })
})

test('a column that others determine gets no weight', () => {
  const { weights, rank, residuals } = leastSquares(
    [
      [1, 1, 1],
      [0, 1, 2],
      [2, 3, 4],
    ],
    [1, 3, 5],
  )
  expect([...weights].map((weight) => Math.round(weight * 1e9) / 1e9)).toEqual([1, 2, 0])
  expect(rank).toBe(2)
  expect(Math.max(...residuals.map(Math.abs))).toBeLessThan(1e-12)
})

test('a control equal to x leaves nothing to test', () => {
  const result = freedmanLane([1, 2, 3, 4], [2, 1, 4, 3], [[1, 2, 3, 4]], {
    clusters: ['a', 'a', 'b', 'b'],
    seed: 1,
    purpose: '',
  })
  expect(result).toEqual({ state: 'undefined', reason: 'the controls explain x fully' })
})

test('one cluster cannot be left out', () => {
  expect(predictionError([1, 2], [], ['a', 'a'])).toEqual({
    state: 'undefined',
    reason: 'leaving one cluster out needs two clusters, got 1',
  })
})
