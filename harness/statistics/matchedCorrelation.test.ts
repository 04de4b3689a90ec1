import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/matched.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { matchedCorrelation } from './matchedCorrelation.ts'
import { pearson } from './pearson.ts'

type Row = (typeof rows)[number]

const correlated =
  ({ x, y }: Pick<Row, 'x' | 'y'>) =>
  (ofY: number, ofX: number, tasks: readonly number[]) =>
    pearson(
      tasks.map((task) => Number(x[ofX]?.[task])),
      tasks.map((task) => Number(y[ofY]?.[task])),
    )

test.each(rows)(
  'own less other correlations of $models.length models and their jackknife equal NumPy and SciPy',
  (row) => {
    const found = matchedCorrelation(row.models.length, correlated(row), row.clusters)
    if (found.state === 'undefined') throw new Error(found.reason)
    const expected = [...row.models, row.mean]
    ;[...found.models.map(({ matched }) => matched), found.mean].forEach((matched, k) => {
      if (matched.state === 'undefined') throw new Error(matched.reason)
      for (const key of ['difference', 'lower', 'upper', 'p'] as const)
        expect(relativeError(matched[key], Number(expected[k]?.[key]))).toBeLessThan(1e-9)
    })
    found.models.forEach(({ correlations }, m) => {
      correlations.forEach((r, o) => { expect(relativeError(r, Number(row.models[m]?.correlations[o]))).toBeLessThan(1e-9) }) // prettier-ignore
    })
    expect(found.truncated).toBe(0)
  },
)

const [row] = rows
if (row === undefined) throw new Error('the table holds a study')

test('models that swap their base models turn the signs', () => {
  const { clusters, x, y } = row
  const [given, swapped] = [x, x.toReversed()].map((bases) => matchedCorrelation(2, correlated({ x: bases, y }), clusters)) // prettier-ignore
  if (given?.state !== 'estimated' || swapped?.state !== 'estimated') throw new Error('both are defined')
  if (given.mean.state === 'undefined' || swapped.mean.state === 'undefined') throw new Error('both have a mean')
  expect(swapped.mean.difference).toBeCloseTo(-given.mean.difference, 12)
  expect(swapped.mean.p).toBeCloseTo(1 - given.mean.p, 12)
})

test('correlations beyond .995 are cut and counted', () => {
  const high = (y: number, x: number, tasks: readonly number[]) =>
    y === x ? ({ state: 'estimated', value: 1.1 } as const) : correlated(row)(y, x, tasks)
  expect(matchedCorrelation(2, high, row.clusters)).toMatchObject({ truncated: 18 })
})

test('what cannot be compared says why', () => {
  const same = () => ({ state: 'estimated', value: 0.5 }) as const
  const broken = (_y: number, _x: number, tasks: readonly number[]) =>
    tasks.includes(0) ? same() : ({ state: 'undefined', reason: 'noise explains all' } as const)
  const reason = (found: ReturnType<typeof matchedCorrelation>) => (found.state === 'undefined' ? found.reason : 'none')
  expect(reason(matchedCorrelation(1, same, row.clusters))).toBe('there is no other base model')
  expect(reason(matchedCorrelation(2, same, row.clusters.map(() => 'one')))).toBe('deleting one cluster at a time needs two clusters, got 1') // prettier-ignore
  expect(reason(matchedCorrelation(2, broken, row.clusters))).toBe('without cluster c0: noise explains all')
  expect(matchedCorrelation(2, same, row.clusters)).toMatchObject({
    mean: { state: 'undefined', reason: 'the difference is the same whatever cluster is left out' },
  })
})
