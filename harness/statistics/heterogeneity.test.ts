import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/heterogeneity.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { heterogeneity } from './heterogeneity.ts'
import { pearson } from './pearson.ts'

const [row] = rows
if (row === undefined) throw new Error('the table holds a study')
const of = (y: number[]) => (tasks: readonly number[]) =>
  pearson(
    tasks.map((task) => Number(row.x[task])),
    tasks.map((task) => Number(y[task])),
  )
const models = row.models.map(({ model, y }) => ({ model, correlation: of(y) }))

test('differences of correlations, their jackknife and Holm equal NumPy and statsmodels', () => {
  const result = heterogeneity(models, row.clusters)
  if (result.state === 'undefined') throw new Error(result.reason)
  result.pairs.forEach((pair, k) => {
    const expected = row.pairs[k]
    expect([pair.a, pair.b]).toEqual([expected?.a, expected?.b])
    for (const key of ['difference', 'lower', 'upper', 'p', 'adjusted'] as const)
      expect(relativeError(pair[key], Number(expected?.[key]))).toBeLessThan(1e-9)
  })
  const values = result.values.map(({ value }) => value)
  expect(result.range).toEqual({ lowest: Math.min(...values), highest: Math.max(...values) })
  expect(result.truncated).toBe(0)
})

test('naming the models in another order turns the signs and nothing else', () => {
  const [forward, backward] = [
    heterogeneity(models.slice(0, 2), row.clusters),
    heterogeneity(models.slice(0, 2).reverse(), row.clusters),
  ]
  if (forward.state === 'undefined' || backward.state === 'undefined') throw new Error('both are defined')
  expect(backward.pairs[0]?.difference).toBe(-Number(forward.pairs[0]?.difference))
  expect(backward.pairs[0]?.p).toBe(forward.pairs[0]?.p)
})

test('values beyond .995 are cut and counted', () => {
  const high = { model: 'high', correlation: () => ({ state: 'estimated', value: 1.2 }) as const }
  expect(heterogeneity([high, ...models.slice(0, 1)], row.clusters)).toMatchObject({ truncated: 8 })
})

test('what cannot be compared says why', () => {
  const [first] = models
  if (first === undefined) throw new Error('there are models')
  expect(heterogeneity([first], row.clusters)).toMatchObject({ reason: 'a difference needs two models, got 1' })
  expect(
    heterogeneity(
      models,
      row.clusters.map(() => 'one'),
    ),
  ).toMatchObject({
    reason: 'deleting one cluster at a time needs two clusters, got 1',
  })
  expect(heterogeneity([first, { ...first, model: 'twin' }], row.clusters)).toMatchObject({
    reason: 'a and twin differ by the same whatever cluster is left out',
  })
  const broken = {
    model: 'b',
    correlation: (tasks: readonly number[]) =>
      tasks.includes(0)
        ? ({ state: 'estimated', value: 0.5 } as const)
        : ({ state: 'undefined', reason: 'noise explains all' } as const),
  }
  expect(heterogeneity([first, broken], row.clusters)).toMatchObject({
    reason: 'b without cluster c0: noise explains all',
  })
})
