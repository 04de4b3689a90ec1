import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/specificity.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { errorConsistency } from './errorConsistency.ts'
import { specificity } from './specificity.ts'

const options = { seed: 7, purpose: 'test', resamples: 4000 }

describe('matched minus mismatched consistency, and its spread over items, equal NumPy', () => {
  test.each(rows)('$name', (row) => {
    const result = specificity(row.tasks, options)
    if (result.state === 'undefined' || result.percentile.state === 'undefined') throw new Error('it has an interval')
    expect(relativeError(result.value, row.value)).toBeLessThan(1e-10)
    // Tail quantiles of two times 4,000 values: .06 spreads each way.
    expect(Math.abs(result.percentile.lower - Number(row.percentile[0]))).toBeLessThan(0.25 * row.spread)
    expect(Math.abs(result.percentile.upper - Number(row.percentile[1]))).toBeLessThan(0.25 * row.spread)
    expect(result.bca).toMatchObject({ state: 'estimated' })
  })
})

const [task] = rows[0]?.tasks ?? []
if (task === undefined) throw new Error('the table holds tasks')

test('for one task it is the difference of plain kappas', () => {
  const kappa = (other: number[]) => {
    const result = errorConsistency(task.tuned, other)
    return result.state === 'estimated' ? result.value : NaN
  }
  const mean = task.mismatched.reduce((sum, other) => sum + kappa(other), 0) / task.mismatched.length
  const result = specificity([task], options)
  expect(result.state === 'estimated' && result.value).toBeCloseTo(kappa(task.matched) - mean, 12)
})

test('the same base under both names is not specific', () => {
  const same = { ...task, mismatched: [task.matched] }
  expect(specificity([same], { ...options, resamples: 50 })).toMatchObject({
    value: 0,
    bca: { state: 'undefined', reason: 'all 50 resamples give the same value' },
  })
})

test('what has no specificity says why', () => {
  expect(specificity([], options)).toMatchObject({ reason: 'specificity needs a task with a mismatched model' })
  expect(specificity([{ ...task, mismatched: [] }], options).state).toBe('undefined')
  expect(specificity([task, { ...task, task: 'b', mismatched: [task.matched] }], options)).toMatchObject({
    reason: 'b: 1 mismatched models, elsewhere 2',
  })
  expect(specificity([{ task: 'a', tuned: [1], matched: [1, 0], mismatched: [[1]] }], options)).toMatchObject({
    reason: 'a: 1 values of tuned but 2 of matched',
  })
  expect(specificity([{ task: 'a', tuned: [0.5], matched: [1], mismatched: [[1]] }], options)).toMatchObject({
    reason: 'a: expected scores of 0 or 1',
  })
  expect(specificity([{ task: 'a', tuned: [1, 1], matched: [1, 1], mismatched: [[1, 1]] }], options)).toMatchObject({
    reason: 'the statistic of the data has no value',
  })
})
