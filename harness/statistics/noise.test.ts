import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/noise.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { correctedCorrelation } from './correctedCorrelation.ts'
import { jackknife, type JackknifeBounds } from './jackknife.ts'
import { partialCorrelation } from './partialCorrelation.ts'
import { reliability } from './reliability.ts'
import { taskEstimate, type TaskEstimate } from './taskEstimate.ts'
import { trueCovariance, type TrueCovariance } from './trueCovariance.ts'
import type { Undefined } from './undefined.ts'

describe.each(rows)('$name: equal to NumPy code written from the formulas', (row) => {
  const estimates = row.tasks.map((task) =>
    given(
      taskEstimate(
        [
          { state: 'scored', seeds: task.x },
          { state: 'scored', seeds: task.y },
          { state: 'scored', seeds: task.z },
          { state: 'exact', value: task.chance },
        ],
        task.groups === null ? { chance: task.chance } : { chance: task.chance, groups: task.groups },
      ),
    ),
  )
  const clusters = row.tasks.map(({ cluster }) => cluster)
  const over = (statistic: (covariance: TrueCovariance) => { state: 'estimated'; value: number } | Undefined) => {
    return (tasks: readonly number[]) =>
      statistic(
        given(trueCovariance(tasks.flatMap((task): TaskEstimate[] => (estimates[task] ? [estimates[task]] : [])))),
      )
  }
  const covariance = given(trueCovariance(estimates))

  test('means and noise of every task', () => {
    row.tasks.forEach(({ mean, noise }, task) => {
      close(estimates[task]?.mean, mean)
      close(estimates[task]?.noise, noise)
    })
  })

  test('observed and true covariance, reliabilities', () => {
    close(covariance.observed, row.observed)
    close(covariance.true, row.true)
    row.reliability.forEach((expected, variable) => {
      close([given(reliability(covariance, variable)).value], [expected])
    })
  })

  test('corrected correlation and its jackknife interval', () => {
    close([given(correctedCorrelation(covariance, 0, 1)).value], [row.correlation])
    bounded(
      jackknife(
        clusters,
        over((c) => correctedCorrelation(c, 0, 1)),
      ),
      row.correlationBounds,
    )
  })

  test('partial correlation and its jackknife interval', () => {
    close([given(partialCorrelation(covariance, 0, 1, row.partialControls)).value], [row.partial])
    bounded(
      jackknife(
        clusters,
        over((c) => partialCorrelation(c, 0, 1, row.partialControls)),
      ),
      row.partialBounds,
    )
  })
})

function given<Outcome extends { state: string }>(outcome: Outcome | Undefined): Exclude<Outcome, Undefined> {
  if (outcome.state === 'undefined') throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<Outcome, Undefined>
}

function close(actual: ArrayLike<number> | undefined, expected: readonly number[]) {
  expect(actual?.length).toBe(expected.length)
  const largest = Math.max(...expected.map(Math.abs))
  expected.forEach((value, index) => {
    const found = Number(actual?.[index])
    // Entries that are 0 but for rounding are compared with the largest one.
    const error = Math.abs(value) < 1e-12 * largest ? Math.abs(found - value) / largest : relativeError(found, value)
    expect(error).toBeLessThan(1e-10)
  })
}

function bounded(actual: JackknifeBounds, expected: readonly number[] | null) {
  if (expected === null) expect(actual.state).toBe('undefined')
  else if (actual.state === 'undefined') expect(actual.reason).toBe('an interval')
  else close([actual.lower, actual.upper], expected)
}
