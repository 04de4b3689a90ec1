import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/eProcesses.json' with { type: 'json' }
import { confidenceSequence } from './confidenceSequence.ts'
import { tallyDifferences, type Tally } from './differenceTally.ts'
import { eProcess } from './eProcess.ts'

describe('the e-value equals 40-digit products item by item, the interval a root finder', () => {
  test.each(rows)('$name', ({ differences, logE, interval }) => {
    const tally = counted(differences)
    for (const { mean, alternative, value } of logE) {
      const result = eProcess(tally, mean, alternative === 'greater' ? 'greater' : 'less')
      expect(Math.abs(result - value)).toBeLessThan(1e-10 * Math.max(1, Math.abs(value)))
    }
    const { lower, upper } = confidenceSequence(tally)
    expect(Math.abs(lower - Number(interval[0]))).toBeLessThan(1e-10)
    expect(Math.abs(upper - Number(interval[1]))).toBeLessThan(1e-10)
  })
})

test.each([
  [0, 0.1],
  [-0.02, 0.2],
  [0.3, 0.4],
])('with a true mean of %f and discordance %f or more, E is 1 on average over every outcome', (mean, spread) => {
  const better = (spread + Math.abs(mean) + mean) / 2
  const worse = better - mean
  const n = 12
  let expected = 0
  for (let wins = 0; wins <= n; wins++) {
    for (let losses = 0; losses + wins <= n; losses++) {
      const ties = n - wins - losses
      const ways = factorial(n) / factorial(wins) / factorial(losses) / factorial(ties)
      const chance = ways * better ** wins * worse ** losses * (1 - better - worse) ** ties
      expected += chance * Math.exp(eProcess(counts(losses, ties, wins), mean, 'greater'))
    }
  }
  expect(expected).toBeCloseTo(1, 10)
})

const difference = fc.integer({ min: -3, max: 3 }).map((thirds) => thirds / 3)
const list = fc.array(difference, { maxLength: 60 })
const inside = fc.double({ min: -0.95, max: 0.9, noNaN: true })

test('E falls when the null mean rises, and the sides mirror each other', () => {
  fc.assert(
    fc.property(list, inside, (values, mean) => {
      const tally = counted(values)
      const mirrored = counted(values.map((value) => -value))
      expect(eProcess(tally, mean + 0.05, 'greater')).toBeLessThanOrEqual(eProcess(tally, mean, 'greater') + 1e-12)
      expect(eProcess(mirrored, -mean, 'less')).toBeCloseTo(eProcess(tally, mean, 'greater'), 10)
    }),
  )
})

test('the interval holds the observed mean, mirrors, and widens with the level', () => {
  fc.assert(
    fc.property(list, (values) => {
      const { lower, upper } = confidenceSequence(counted(values))
      const mirrored = confidenceSequence(counted(values.map((value) => -value)))
      const wide = confidenceSequence(counted(values), 0.99)
      const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
      expect(lower).toBeLessThanOrEqual(mean + 1e-12)
      expect(upper).toBeGreaterThanOrEqual(mean - 1e-12)
      expect(mirrored.lower).toBeCloseTo(-upper, 12)
      expect(wide.lower).toBeLessThanOrEqual(lower)
      expect(wide.upper).toBeGreaterThanOrEqual(upper)
    }),
  )
})

test('the order of the items leaves every bit as it is', () => {
  fc.assert(
    fc.property(list, (values) => {
      const forward = eProcess(counted(values), 0, 'less')
      expect(eProcess(counted([...values].reverse()), 0, 'less')).toBe(forward)
    }),
  )
})

test('before the first item E is 1 and every mean is possible', () => {
  expect(eProcess(counted([]), 0, 'less')).toBe(0)
  expect(confidenceSequence(counted([]))).toEqual({ state: 'estimated', lower: -1, upper: 1, level: 0.95 })
})

test('a difference outside the scale is refused, and so is an impossible null', () => {
  expect(tallyDifferences([0, 1.5])).toEqual({
    state: 'undefined',
    reason: 'a difference of 1.5 lies outside [-1, 1]',
  })
  expect(tallyDifferences([NaN, 0])).toEqual({
    state: 'undefined',
    reason: 'a difference of NaN lies outside [-1, 1]',
  })
  expect(() => eProcess(counted([0]), -1, 'greater')).toThrow('null mean: expected a number between -1 and 1, got -1')
  expect(() => confidenceSequence(counted([0]), 1)).toThrow('confidence level')
})

test('the two zeros of floating point are one value', () => {
  expect(counted([0, -0]).values).toEqual(Float64Array.of(0))
})

function counted(values: readonly number[]): Tally {
  const tally = tallyDifferences(values)
  if (tally.state === 'undefined') throw new Error(tally.reason)
  return tally
}

function counts(losses: number, ties: number, wins: number): Tally {
  return {
    state: 'counted',
    n: losses + ties + wins,
    values: Float64Array.of(-1, 0, 1),
    counts: Float64Array.of(losses, ties, wins),
  }
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1)
}
