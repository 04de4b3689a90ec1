import fc from 'fast-check'
import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/newcombe.json' with { type: 'json' }
import { newcombe } from './newcombe.ts'

test.each(rows)('$both, $onlyA, $onlyB, $neither at $level equals the published form', (row) => {
  const interval = newcombe(row, row.level)
  if (interval.state === 'undefined') throw new Error(interval.reason)
  // At empty margins the reference's Wilson limits hold rounding errors around 0 and 1.
  expect(Math.abs(interval.lower - row.lower)).toBeLessThan(1e-10 * Math.max(Math.abs(row.lower), 1e-4))
  expect(Math.abs(interval.upper - row.upper)).toBeLessThan(1e-10 * Math.max(Math.abs(row.upper), 1e-4))
})

const count = fc.nat(60)
const counts = fc.record({ both: count, onlyA: count, onlyB: count, neither: count })

test('the interval holds the difference, lies in [-1, 1], turns with the names, and narrows with the level', () => {
  fc.assert(
    fc.property(counts, (table) => {
      const { both, onlyA, onlyB, neither } = table
      const n = both + onlyA + onlyB + neither
      fc.pre(n > 0)
      const interval = newcombe(table)
      const turned = newcombe({ both, onlyA: onlyB, onlyB: onlyA, neither })
      const narrow = newcombe(table, 0.8)
      if (interval.state === 'undefined' || turned.state === 'undefined' || narrow.state === 'undefined')
        throw new Error('every table with items has an interval')
      expect(interval.lower).toBeLessThanOrEqual((onlyA - onlyB) / n)
      expect(interval.upper).toBeGreaterThanOrEqual((onlyA - onlyB) / n)
      expect(Math.abs(interval.lower)).toBeLessThanOrEqual(1 + 1e-12)
      expect(Math.abs(interval.upper)).toBeLessThanOrEqual(1 + 1e-12)
      expect(turned.lower).toBeCloseTo(-interval.upper, 12)
      expect(narrow.upper - narrow.lower).toBeLessThanOrEqual(interval.upper - interval.lower)
    }),
  )
})

test('an empty or impossible table says why', () => {
  expect(newcombe({ both: 0, onlyA: 0, onlyB: 0, neither: 0 })).toEqual({
    state: 'undefined',
    reason: 'a proportion needs at least one item, got 0',
  })
  expect(newcombe({ both: 0.5, onlyA: 0, onlyB: NaN, neither: 0 })).toEqual({
    state: 'undefined',
    reason: 'expected whole numbers of items, got 0.5, 0, NaN, 0',
  })
})
