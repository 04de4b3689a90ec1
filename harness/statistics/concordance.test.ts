import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/concordance.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { blandAltman } from './blandAltman.ts'
import { concordance, concordanceBounds, sampleConcordance } from './concordance.ts'
import { pearson, type Coefficient } from './pearson.ts'

describe('concordance, its interval and limits of agreement equal NumPy and SciPy', () => {
  test.each(rows)('$name', (row) => {
    agree(concordance(row.x, row.y), row.population)
    agree(sampleConcordance(row.x, row.y), row.sample)
    if (row.bounds !== null) {
      const bounds = concordanceBounds(row.x, row.y, row.clusters)
      if (bounds.state === 'undefined') throw new Error(bounds.reason)
      expect(relativeError(bounds.lower, Number(row.bounds[0]))).toBeLessThan(1e-10)
      expect(relativeError(bounds.upper, Number(row.bounds[1]))).toBeLessThan(1e-10)
    }
    const limits = blandAltman(row.x, row.y)
    if (row.limits === null) expect(limits.state).toBe('undefined')
    else {
      if (limits.state === 'undefined') throw new Error(limits.reason)
      const actual = [limits.bias, limits.low, limits.high].flatMap(({ value, lower, upper }) => [value, lower, upper])
      row.limits.flat().forEach((expected, k) => {
        // A bias of 0 is a rounding error on one side or the other.
        expect(Math.abs(Number(actual[k]) - expected)).toBeLessThan(1e-10 * Math.max(Math.abs(expected), 1e-4))
      })
    }
  })
})

const score = fc.integer({ min: 0, max: 20 }).map((right) => right / 20)
const pairs = fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 30 })

test('concordance is symmetric, lies in [-1, 1], and never exceeds the correlation', () => {
  fc.assert(
    fc.property(pairs, (points) => {
      const [x, y] = [points.map(([value]) => value), points.map(([, value]) => value)]
      const value = concordance(x, y)
      if (value.state === 'undefined') return
      agree(concordance(y, x), value.value)
      expect(Math.abs(value.value)).toBeLessThanOrEqual(1 + 1e-12)
      const r = pearson(x, y)
      if (r.state === 'estimated') expect(Math.abs(value.value)).toBeLessThanOrEqual(Math.abs(r.value) + 1e-12)
    }),
  )
})

test('a shift of one side lowers concordance, a common shift does not change it', () => {
  const x = [0.1, 0.4, 0.5, 0.9]
  const y = [0.2, 0.3, 0.6, 0.8]
  const moved = (by: number) => y.map((value) => value + by)
  const shifted = concordance(x, moved(0.3))
  const plain = concordance(x, y)
  if (shifted.state === 'undefined' || plain.state === 'undefined') throw new Error('both are defined')
  expect(shifted.value).toBeLessThan(plain.value)
  agree(
    concordance(
      x.map((value) => value + 0.3),
      moved(0.3),
    ),
    plain.value,
  )
})

test('what has no agreement says why', () => {
  expect(concordance([1, 1], [2, 2])).toEqual({ state: 'undefined', reason: 'both sides are constant' })
  expect(concordance([1], [1])).toMatchObject({ reason: 'needs at least 2 values of x, got 1' })
  expect(concordance([1, 2], [1])).toMatchObject({ reason: '2 values of x but 1 of y' })
  expect(concordance([1, NaN], [1, 2])).toMatchObject({ reason: 'value 2 of 2 of x is not a finite number' })
  expect(concordanceBounds([1, 2], [1, 3], ['a'])).toMatchObject({ reason: '2 tasks but 1 cluster names' })
  expect(blandAltman([0.3, 0.4], [0.1, 0.2])).toEqual({ state: 'undefined', reason: 'all 2 differences are equal' })
  expect(blandAltman([1, 2], [Infinity, 2])).toMatchObject({ reason: 'value 1 of 2 of y is not a finite number' })
})

function agree(actual: Coefficient, expected: number) {
  if (actual.state === 'undefined') throw new Error(actual.reason)
  expect(Math.abs(actual.value - expected)).toBeLessThan(1e-10 * Math.max(Math.abs(expected), 1e-4))
}
