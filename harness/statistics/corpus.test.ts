import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/corpus.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { withoutEachItem, type CorpusMetric } from './corpusMetric.ts'
import { pairedBootstrap } from './pairedBootstrap.ts'
import { swapTest } from './swapTest.ts'

const options = { seed: 7, purpose: 'test' }

describe('swaps equal enumeration, or 20,000 other swaps within the error of both', () => {
  test.each(rows)('$name', (row) => {
    const result = swapTest(row.gold.length, matthews(row), options)
    if (result.state === 'undefined') throw new Error(result.reason)
    expect(result.method).toBe(row.method)
    const error = Math.sqrt(row.p * (1 - row.p) * (1 / 9_999 + 1 / 20_000))
    if (row.method === 'exact') expect(relativeError(result.p, row.p)).toBeLessThan(1e-10)
    else expect(Math.abs(result.p - row.p)).toBeLessThan(4 * error + 1e-4)
  })
})

describe('the paired BCa interval of a corpus metric equals SciPy within the error of both', () => {
  test.each(rows.filter(({ bca }) => bca !== undefined))('$name', (row) => {
    const { bca = [], spread = NaN } = row
    const result = pairedBootstrap(row.gold.length, matthews(row), options)
    if (result.state === 'undefined' || result.bca.state === 'undefined') throw new Error('it has an interval')
    // A quantile at .025 of 10,000 values scatters by .027 of their spread; BCa's own correction adds to it.
    expect(Math.abs(result.bca.lower - Number(bca[0]))).toBeLessThan(0.15 * spread)
    expect(Math.abs(result.bca.upper - Number(bca[1]))).toBeLessThan(0.15 * spread)
    expect(result.undefinedResamples).toBe(0)
  })
})

test('each item is left out once, with both its outputs', () => {
  const right = [
    [1, 0, 1, 1],
    [0, 0, 0, 1],
  ]
  const share: CorpusMetric = (items, systems) =>
    items.reduce((sum, item, k) => sum + Number(right[Number(systems[k])]?.[item]), 0) / items.length
  // A is right on 3 of 4, B on 1: without each item in turn, the counts of the other three.
  expect([...withoutEachItem(share, 4)].map((value) => Math.round(3 * value))).toEqual([1, 2, 1, 2])
})

test('the same seed gives the same numbers, another seed others', () => {
  const row = rows.find(({ bca }) => bca !== undefined)
  if (row === undefined) throw new Error('the table holds a large corpus')
  const bounds = (seed: number) => pairedBootstrap(row.gold.length, matthews(row), { ...options, seed, resamples: 500 })
  expect(bounds(7)).toEqual(bounds(7))
  expect(bounds(8)).not.toEqual(bounds(7))
})

test('a system against itself has p 1 and no interval', () => {
  const same: CorpusMetric = (items) => items.reduce((sum, item) => sum + item, 0)
  expect(swapTest(20, same, options)).toMatchObject({ p: 1, statistic: 0 })
  expect(pairedBootstrap(20, same, { ...options, resamples: 99 })).toMatchObject({
    value: 0,
    bca: { state: 'undefined', reason: 'all 99 resamples give the same value' },
  })
})

test('a swap for which the metric has no value counts as extreme; a resample, as undefined', () => {
  const fussy: CorpusMetric = (items, systems) =>
    items[0] === 0 && systems[0] === systems[1] ? 1 - Number(systems[0]) : undefined
  expect(swapTest(2, fussy, options)).toMatchObject({ p: 1 })
  expect(pairedBootstrap(3, fussy, { ...options, resamples: 300 })).toMatchObject({ bca: { state: 'undefined' } })
})

test('what cannot be resampled says why', () => {
  const none: CorpusMetric = () => undefined
  expect(swapTest(0, none, options)).toEqual({ state: 'undefined', reason: 'a corpus needs at least one item, got 0' })
  expect(swapTest(3, none, options)).toEqual({ state: 'undefined', reason: 'the metric of the data has no value' })
  expect(pairedBootstrap(1, none, options)).toEqual({
    state: 'undefined',
    reason: 'a bootstrap needs two items, got 1',
  })
  expect(pairedBootstrap(3, () => NaN, options)).toMatchObject({ reason: 'the metric of the data has no value' })
})

function matthews({ gold, a, b }: { gold: number[]; a: number[]; b: number[] }): CorpusMetric {
  return (items, systems) => {
    const counts = [0, 0, 0, 0]
    items.forEach((item, k) => {
      const cell = 2 * Number(gold[item]) + Number((systems[k] === 0 ? a : b)[item])
      counts[cell] = Number(counts[cell]) + 1
    })
    const [tn = 0, fp = 0, fn = 0, tp = 0] = counts
    const scale = Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return scale === 0 ? 0 : (tp * tn - fp * fn) / scale
  }
}
