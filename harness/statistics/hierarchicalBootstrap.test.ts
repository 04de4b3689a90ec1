import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/hierarchical.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { hierarchicalBootstrap, type BootstrapOptions, type MeansStatistic } from './hierarchicalBootstrap.ts'
import { indexSource } from './random.ts'

const options = { seed: 7, purpose: 'test', resamples: 10_000 }
const known = new Map<string, 'clusters' | 'tasks' | 'items' | 'seeds'>(
  (['clusters', 'tasks', 'items', 'seeds'] as const).map((level) => [level, level]),
)
const difference: MeansStatistic = (means, tasks) => {
  let sum = 0
  for (let row = 0; row < tasks; row++) sum += Number(means[2 * row + 1]) - Number(means[2 * row])
  return sum / tasks
}

describe('spread and percentiles equal another bootstrap of 20,000 resamples within the error of both', () => {
  test.each(rows)('$name', (row) => {
    const levels = row.levels.flatMap((level) => known.get(level) ?? [])
    const result = run(row.tasks, { levels })
    expect(relativeError(result.value, row.value)).toBeLessThan(1e-10)
    const mean = result.resampled.reduce((sum, value) => sum + value, 0) / result.resampled.length
    const variance = result.resampled.reduce((sum, value) => sum + (value - mean) ** 2, 0) / result.resampled.length
    // Standard errors of a mean, a spread and a tail quantile of 10,000 and 20,000 values: .012, .009 and .033 spreads.
    expect(Math.abs(mean - row.mean)).toBeLessThan(4 * 0.0123 * row.spread)
    expect(Math.abs(Math.sqrt(variance) / row.spread - 1)).toBeLessThan(4 * 0.01)
    if (result.percentile.state === 'undefined') throw new Error(result.percentile.reason)
    expect(Math.abs(result.percentile.lower - Number(row.percentile[0]))).toBeLessThan(4 * 0.033 * row.spread)
    expect(Math.abs(result.percentile.upper - Number(row.percentile[1]))).toBeLessThan(4 * 0.033 * row.spread)
    if (result.bca.state === 'undefined') throw new Error(result.bca.reason)
    expect(result.bca.lower).toBeLessThan(row.value)
    expect(result.bca.upper).toBeGreaterThan(row.value)
  })
})

const [study] = rows
const tasks = study?.tasks ?? []

test('the order of the tasks leaves every bit as it is; the seed does not', () => {
  const fewer = { resamples: 300 }
  expect(run([...tasks].reverse(), fewer)).toEqual(run(tasks, fewer))
  expect(run(tasks, { ...fewer, seed: 8 }).resampled).not.toEqual(run(tasks, fewer).resampled)
})

test('what is not drawn does not vary', () => {
  const [still] = hierarchicalBootstrap(tasks, [difference], { ...options, resamples: 50, levels: [] })
  expect(still).toMatchObject({ bca: { state: 'undefined', reason: 'all 50 resamples give the same value' } })
})

test('a task that is added to another cluster leaves the items drawn for a task as they are', () => {
  const own: MeansStatistic = (means) => means[0]
  const items = { ...options, resamples: 200, levels: ['items'] as const }
  const [alone] = hierarchicalBootstrap(tasks, [own], items)
  const added = { task: 'z', cluster: 'z', conditions: tasks[0]?.conditions ?? [] }
  const [joined] = hierarchicalBootstrap([...tasks, added], [own], items)
  if (alone?.state !== 'estimated' || joined?.state !== 'estimated') throw new Error('both are defined')
  expect(joined.resampled).toEqual(alone.resampled)
})

test('resamples without a value are counted, and too many leave no interval', () => {
  let call = 0
  const fussy: MeansStatistic = (means, count) => (call++ % 4 === 1 ? undefined : difference(means, count))
  const [result] = hierarchicalBootstrap(tasks, [fussy], { ...options, resamples: 100 })
  expect(result).toMatchObject({
    undefinedResamples: 25,
    bca: { state: 'undefined', reason: '25 of 100 resamples have no value' },
  })
})

test.each([
  ['no task was given', []],
  ['a: a condition has no scores', [task('a', [[[1]], []])]],
  ['a: needs at least one item', [task('a', [[[]]])]],
  ['a: score lists of unequal length: 2, 1', [task('a', [[[1, 0]], [[1]]])]],
  ['a: a score is not a finite number', [task('a', [[[1, NaN]]])]],
  ['two tasks are named a', [task('a', [[[1]]]), task('a', [[[1]]])]],
  ['b: its conditions or seeds are not those of a', [task('a', [[[1]]]), task('b', [[[1], [1]]])]],
])('%s', (reason, list) => {
  expect(hierarchicalBootstrap(list, [() => 0], options)).toEqual([{ state: 'undefined', reason }])
})

test('a statistic without a value for the data is told, and takes nothing from the one beside it', () => {
  const [none, beside] = hierarchicalBootstrap(tasks, [() => undefined, difference], options)
  expect(none).toEqual({ state: 'undefined', reason: 'the statistic of the data has no value' })
  expect(beside).toEqual(run(tasks, {}))
  expect(() => hierarchicalBootstrap(tasks, [difference], { ...options, resamples: 0.5 })).toThrow('resamples')
})

test('indices in bulk are even: 240,000 draws of six pass a chi-square test', () => {
  const source = indexSource(1, 'test')
  const into = new Uint32Array(1000)
  const seen = new Float64Array(6)
  for (let round = 0; round < 240; round++) {
    source(6, into, 1000)
    for (const index of into) seen[index] = Number(seen[index]) + 1
  }
  // Chi-square with 5 degrees of freedom exceeds 20.5 once in a thousand seeds.
  expect(seen.reduce((sum, count) => sum + (count - 40_000) ** 2 / 40_000, 0)).toBeLessThan(20.5)
  source(1, into, 5)
  expect([...into.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0])
})

function run(list: typeof tasks, more: Partial<BootstrapOptions>) {
  const [result] = hierarchicalBootstrap(list, [difference], { ...options, ...more })
  if (result?.state !== 'estimated') throw new Error(result?.reason ?? 'nothing was asked')
  return result
}

function task(name: string, conditions: number[][][]) {
  return { task: name, cluster: name, conditions }
}
