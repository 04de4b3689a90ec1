import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/mcnemar.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { mcnemar } from './mcnemar.ts'

test.each(rows)('$onlyA against $onlyB equals statsmodels and enumeration', ({ onlyA, onlyB, p, midP, attainable }) => {
  const result = mcnemar(onlyA, onlyB)
  if (result.state === 'undefined') throw new Error(result.reason)
  expect(relativeError(result.p, p)).toBeLessThan(1e-10)
  expect(relativeError(result.midP, midP)).toBeLessThan(1e-10)
  expect(relativeError(result.attainable, attainable)).toBeLessThan(1e-10)
  expect(mcnemar(onlyB, onlyA)).toEqual(result)
})

test('no discordant pair is no evidence', () => {
  expect(mcnemar(0, 0)).toEqual({ state: 'estimated', p: 1, midP: 1, attainable: 1 })
})

test.each([
  [-1, 2],
  [0.5, 2],
  [NaN, 2],
  [2, Infinity],
])('%f and %f are no counts', (a, b) => {
  expect(mcnemar(a, b)).toEqual({
    state: 'undefined',
    reason: `expected counts of discordant pairs, got ${a} and ${b}`,
  })
})
