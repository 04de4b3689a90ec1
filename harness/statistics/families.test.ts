import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import eRows from '../../fixtures/oracle/statistics/eFamilies.json' with { type: 'json' }
import rows from '../../fixtures/oracle/statistics/benjaminiHochberg.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { benjaminiHochberg } from './benjaminiHochberg.ts'
import { eAverage } from './eAverage.ts'
import { eBenjaminiHochberg } from './eBenjaminiHochberg.ts'
import { eHolm } from './eHolm.ts'
import { holm } from './holm.ts'

test.each(rows)('$p.length p-values are adjusted by Benjamini-Hochberg as in statsmodels', ({ p, adjusted }) => {
  benjaminiHochberg(p).forEach((value, index) => {
    expect(relativeError(value, Number(adjusted[index]))).toBeLessThan(1e-10)
  })
})

describe('adjusted e-values reject what the step-by-step rules reject, at every level', () => {
  test.each(eRows)('$logE.length e-values', ({ logE, alphas, average }) => {
    for (const { alpha, holm: byHolm, benjaminiHochberg: byShare } of alphas) {
      expect(rejected(eHolm(logE), alpha)).toEqual(byHolm)
      expect(rejected(eBenjaminiHochberg(logE), alpha)).toEqual(byShare)
    }
    const mean = eAverage(logE)
    expect(relativeError(mean.state === 'estimated' ? mean.value : NaN, average)).toBeLessThan(1e-10)
  })
})

const family = fc.array(
  fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
  { maxLength: 15 },
)
const logs = fc.array(
  fc.integer({ min: -20, max: 40 }).map((fourths) => fourths / 4),
  { maxLength: 15 },
)

test('adjustments are monotone, equal for ties, and never more favourable than no adjustment', () => {
  fc.assert(
    fc.property(family, logs, (p, e) => {
      for (const adjust of [holm, benjaminiHochberg]) {
        const adjusted = adjust(p)
        inOrder(p, adjusted)
        adjusted.forEach((value, index) => {
          expect(value).toBeGreaterThanOrEqual(Number(p[index]) - 1e-15)
          expect(value).toBeLessThanOrEqual(1)
        })
      }
      for (const adjust of [eHolm, eBenjaminiHochberg]) {
        const adjusted = adjust(e)
        inOrder(e, adjusted)
        adjusted.forEach((value, index) => {
          expect(value).toBeLessThanOrEqual(Number(e[index]))
        })
      }
    }),
  )
})

test('one e-value needs no adjustment; an empty family has nothing to adjust', () => {
  expect([eHolm([3]), eBenjaminiHochberg([3])]).toEqual([[3], [3]])
  expect([eHolm([]), eBenjaminiHochberg([]), benjaminiHochberg([])]).toEqual([[], [], []])
  expect(eAverage([])).toEqual({ state: 'undefined', reason: 'an average needs one e-value, got 0' })
  expect(eAverage([-Infinity])).toEqual({ state: 'estimated', value: -Infinity })
})

test('what is no p-value or e-value is refused, for leaving it out would change the others', () => {
  expect(() => benjaminiHochberg([0.1, -0.1])).toThrow('p-value 2 of 2: expected a number in [0, 1], got -0.1')
  for (const adjust of [eHolm, eBenjaminiHochberg, eAverage]) {
    expect(() => adjust([1, NaN])).toThrow('log e-value 2 of 2: expected a number below Infinity, got NaN')
    expect(() => adjust([Infinity])).toThrow('log e-value 1 of 1')
  }
})

function rejected(adjusted: readonly number[], alpha: number): number[] {
  // Rounding must not undo an e-value that just reaches its threshold.
  return adjusted.flatMap((value, index) => (value >= Math.log(1 / alpha) - 1e-12 ? [index] : []))
}

function inOrder(before: readonly number[], after: readonly number[]) {
  before.forEach((a, i) => {
    before.forEach((b, j) => {
      if (a < b) expect(after[i]).toBeLessThanOrEqual(Number(after[j]))
      if (a === b) expect(after[i]).toBe(after[j])
    })
  })
}
