import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/specificity.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { errorConsistency } from './errorConsistency.ts'
import type { Bootstrapped } from './hierarchicalBootstrap.ts'
import { specificity, type SpecificityTask } from './specificity.ts'
import type { Undefined } from './undefined.ts'

const options = { seed: 7, purpose: 'test', resamples: 4000 }

const run = (tasks: readonly SpecificityTask[], resamples = 4000) => {
  const result = specificity(tasks, { ...options, resamples })
  if (result.state === 'undefined') throw new Error(result.reason)
  return result
}
const known = (found: Bootstrapped | Undefined | undefined) => {
  if (found?.state !== 'estimated') throw new Error(found?.reason ?? 'nothing was found')
  return found
}

describe('consistency, matched minus mismatched, and its spread over items equal NumPy', () => {
  test.each(rows)('$name', (row) => {
    const { models, mean } = run(row.tasks)
    for (const [m, model] of models.entries()) {
      for (const [other, kappa] of model.consistency.entries())
        expect(relativeError(known(kappa).value, Number(row.kappa[m]?.[other]))).toBeLessThan(1e-10)
      expect(relativeError(known(model.specificity).value, Number(row.specificity[m]))).toBeLessThan(1e-10)
      expect(relativeError(known(model.logOdds).value, Number(row.logOdds[m]))).toBeLessThan(1e-10)
    }
    expect(relativeError(known(mean).value, row.mean)).toBeLessThan(1e-10)
    near(known(mean), row.percentile, row.spread)
    near(known(models[0]?.logOdds), row.oddsPercentile, row.oddsSpread)
  })
})

/** Tail quantiles of two times 4,000 values: .06 spreads each way. */
function near({ percentile }: Bootstrapped, [lower, upper]: readonly number[], spread: number) {
  if (percentile.state === 'undefined') throw new Error(percentile.reason)
  expect(Math.abs(percentile.lower - Number(lower))).toBeLessThan(0.25 * spread)
  expect(Math.abs(percentile.upper - Number(upper))).toBeLessThan(0.25 * spread)
}

const [task] = rows[0]?.tasks ?? []
const [one, two] = task?.models ?? []
if (task === undefined || one === undefined || two === undefined) throw new Error('the table holds tasks')
const twice = { ...task, models: [one, two] }

test('for one task and one seed it is the difference of plain kappas', () => {
  const kappa = (other: typeof one) => {
    const result = errorConsistency(one.tuned[0] ?? [], other.base[0] ?? [])
    return result.state === 'estimated' ? result.value : NaN
  }
  expect(known(run([twice]).models[0]?.specificity).value).toBeCloseTo(kappa(one) - kappa(two), 12)
})

test('the same base under both names is not specific', () => {
  expect(run([{ ...task, models: [one, one] }], 50).mean).toMatchObject({
    value: 0,
    bca: { state: 'undefined', reason: 'all 50 resamples give the same value' },
  })
})

test('a seed that is there twice changes nothing', () => {
  const doubled = { ...twice, models: [{ ...one, tuned: [...one.tuned, ...one.tuned] }, two] }
  expect(known(run([doubled]).mean).value).toBeCloseTo(known(run([twice]).mean).value, 12)
})

test('one base model has a consistency with its own, and nothing to compare it with', () => {
  const { models, mean } = run([{ ...task, models: [one] }], 50)
  expect(models[0]?.consistency[0]).toMatchObject({ state: 'estimated' })
  expect([models[0]?.specificity, models[0]?.logOdds, mean]).toEqual(
    [1, 2, 3].map(() => ({ state: 'undefined', reason: 'there is no other base model' })),
  )
})

test('what has no specificity says why', () => {
  const of = (base: number[], tuned: number[]) => ({ base: [base], tuned: [tuned] })
  expect(specificity([], options)).toMatchObject({ reason: 'specificity needs a task with a base model' })
  expect(specificity([{ task: 'a', models: [] }], options).state).toBe('undefined')
  expect(specificity([{ task: 'a', models: [of([1, 0], [1])] }], options)).toMatchObject({
    reason: 'a: 1 values of tuned model 1, seed 1 but 2 of base model 1, seed 1',
  })
  expect(specificity([{ task: 'a', models: [of([1], [0.5])] }], options)).toMatchObject({
    reason: 'a: expected scores of 0 or 1',
  })
  expect(run([twice, { ...twice, task: 'z', models: [one] }], 50).mean).toMatchObject({
    reason: `z: its conditions or seeds are not those of ${task.task}`,
  })
  expect(run([{ task: 'a', models: [of([1, 1], [1, 1]), of([1, 0], [1, 0])] }], 50).mean).toMatchObject({
    reason: 'the statistic of the data has no value',
  })
})
