import { describe, expect, test } from 'vitest'
import { correctedCorrelation } from './correctedCorrelation.ts'
import { jackknife } from './jackknife.ts'
import { partialCorrelation } from './partialCorrelation.ts'
import { reliability } from './reliability.ts'
import { taskEstimate } from './taskEstimate.ts'
import { trueCovariance, type TrueCovariance } from './trueCovariance.ts'

describe('a task without an estimate says why', () => {
  const scored = (...seeds: number[][]) => ({ state: 'scored', seeds }) as const
  test.each([
    ['item noise needs two items, got 1', () => taskEstimate([scored([1])])],
    ['item noise needs two groups, got 1', () => taskEstimate([scored([1, 0])], { groups: ['a', 'a'] })],
    ['item noise needs two items, got 0', () => taskEstimate([scored([])])],
    ['score lists of unequal length: 2, 3', () => taskEstimate([scored([1, 0]), scored([1, 0, 1])])],
    ['2 items but 1 group names', () => taskEstimate([scored([1, 0])], { groups: ['a'] })],
    ['a score is not a finite number', () => taskEstimate([scored([1, NaN])])],
    ['chance level 1 leaves nothing to be right about', () => taskEstimate([scored([1, 0])], { chance: 1 })],
    ['no condition was scored', () => taskEstimate([{ state: 'exact', value: 0.5 }])],
  ])('%s', (reason, estimate) => {
    expect(estimate()).toEqual({ state: 'undefined', reason })
  })
})

test('tasks with equally many right answers tie to the last digit, whichever items were right', () => {
  const means = [0, 3, 7].map((shift) => {
    const scores = Array.from({ length: 60 }, (_, item) => ((item + shift) % 3 === 0 ? 1 : 0))
    const estimate = taskEstimate([{ state: 'scored', seeds: [scores, [...scores].reverse(), scores] }], {
      chance: 1 / 3,
    })
    return estimate.state === 'estimated' ? estimate.mean[0] : NaN
  })
  expect(new Set(means).size).toBe(1)
})

test('one task has no covariance', () => {
  expect(trueCovariance([])).toMatchObject({
    state: 'undefined',
    reason: 'a covariance over tasks needs two tasks, got 0',
  })
})

test('noise larger than what is seen leaves no correlation, and a reliability below 0', () => {
  const covariance = covarianceOf([[0.1, 0.02], [0.02, 0.1]], [0.12, 0]) // prettier-ignore
  expect(correctedCorrelation(covariance, 0, 1)).toEqual({
    state: 'undefined',
    reason: 'noise explains all the variance over tasks',
  })
  const left = reliability(covariance, 0)
  expect(left.state === 'estimated' && left.value).toBeCloseTo(-0.2, 12)
})

test('a corrected correlation beyond 1 is shown as it is', () => {
  const covariance = covarianceOf([[0.1, 0.09], [0.09, 0.1]], [0.02, 0.02]) // prettier-ignore
  expect(correctedCorrelation(covariance, 0, 1)).toEqual({
    state: 'estimated',
    value: 0.09 / Math.sqrt(0.08) / Math.sqrt(0.08),
  })
})

describe('partial correlation', () => {
  const xyz = [
    [1, 0.6, 0.5],
    [0.6, 1, 0.4],
    [0.5, 0.4, 1],
  ]
  test('without controls it is the correlation', () => {
    expect(partialCorrelation(covarianceOf(xyz), 0, 1, [])).toEqual({
      state: 'estimated',
      value: 0.6,
      dropped: [],
      df: 8,
    })
  })

  test('with one control it equals (r_xy - r_xz r_yz) / sqrt((1 - r_xz^2)(1 - r_yz^2))', () => {
    const partial = partialCorrelation(covarianceOf(xyz), 0, 1, [2])
    expect(partial.state === 'estimated' && partial.value).toBeCloseTo(0.4 / Math.sqrt(0.75 * 0.84), 14)
    expect(partial).toMatchObject({ dropped: [], df: 7 })
  })

  test('a control that says nothing new is dropped and costs no degree of freedom', () => {
    const twice = [...xyz.map((row) => [...row, Number(row[2])]), [0.5, 0.4, 1, 1]]
    const alone = partialCorrelation(covarianceOf(xyz), 0, 1, [2])
    expect(partialCorrelation(covarianceOf(twice), 0, 1, [2, 3])).toEqual({
      ...alone,
      dropped: [{ control: 3, reason: 'determined by the controls before it' }],
    })
  })

  test('a constant control is dropped', () => {
    const flat = [...xyz.map((row) => [...row, 0]), [0, 0, 0, 0]]
    expect(partialCorrelation(covarianceOf(flat), 0, 1, [3, 2])).toMatchObject({
      dropped: [{ control: 3, reason: 'the same in every task' }],
      df: 7,
    })
  })

  test.each([
    ['noise explains all the variance of x', xyz, [2, 0, 0], 10],
    ['noise explains all the variance of control 1', xyz, [0, 0, 1], 10],
    [
      'the corrected correlation of x and control 1 is 1 or more',
      [
        [1, 0.6, 0.9],
        [0.6, 1, 0.4],
        [0.9, 0.4, 1],
      ],
      [0, 0, 0.3],
      10,
    ],
    [
      'the corrected correlation of y and control 1 is 1 or more',
      [
        [1, 0.5, 0.5],
        [0.5, 1, 1],
        [0.5, 1, 1],
      ],
      [0, 0, 0],
      10,
    ],
    ['3 tasks leave no degree of freedom beside 1 controls', xyz, [0, 0, 0], 3],
  ])('%s', (reason, matrix, noise, tasks) => {
    expect(partialCorrelation(covarianceOf(matrix, noise, tasks), 0, 1, [2])).toEqual({ state: 'undefined', reason })
  })

  test('x that two controls determine together is undefined', () => {
    const sum = [[2, 0.5, 1, 1], [0.5, 1, 0.3, 0.2], [1, 0.3, 1, 0], [1, 0.2, 0, 1]] // prettier-ignore
    expect(partialCorrelation(covarianceOf(sum), 0, 1, [2, 3])).toEqual({
      state: 'undefined',
      reason: 'the controls explain x fully',
    })
  })

  test('controls whose corrected covariance cannot be are undefined', () => {
    const matrix = [[1, 0.5, 0.1, 0.1], [0.5, 1, 0.1, 0.1], [0.1, 0.1, 1, 0.9], [0.1, 0.1, 0.9, 1]] // prettier-ignore
    expect(partialCorrelation(covarianceOf(matrix, [0, 0, 0.3, 0.3]), 0, 1, [2, 3])).toEqual({
      state: 'undefined',
      reason: 'the corrected covariance of the controls is impossible (noise is too large)',
    })
  })
})

describe('jackknife', () => {
  const clusters = ['a', 'b', 'c', 'd']
  const by = (values: Record<string, number>, whole: number) => (tasks: readonly number[]) => {
    const missing = clusters.find((_, task) => !tasks.includes(task))
    return { state: 'estimated' as const, value: missing === undefined ? whole : Number(values[missing]) }
  }

  test('values beyond .995 are cut and counted', () => {
    const bounds = jackknife(clusters, by({ a: 0.9, b: 0.997, c: 1.2, d: 0.95 }, 0.98))
    expect(bounds).toMatchObject({ state: 'estimated', truncated: 2, scale: 'fisher', df: 3, level: 0.95 })
    expect(bounds.state === 'estimated' && bounds.upper).toBeLessThan(1)
  })

  test('when every value is cut, the correlation scale shows the width that is left', () => {
    const bounds = jackknife(clusters, by({ a: 1.01, b: 1.03, c: 0.996, d: 1.02 }, 1.015))
    if (bounds.state === 'undefined') throw new Error(bounds.reason)
    expect(bounds).toMatchObject({ truncated: 5, scale: 'plain' })
    expect(bounds.lower).toBeGreaterThan(0.9)
    expect(bounds.lower).toBeLessThan(0.995)
  })

  test('equal values are no certainty', () => {
    const same = { a: 0.7, b: 0.7, c: 0.7, d: 0.7 }
    expect(jackknife(clusters, by(same, 0.7))).toEqual({
      state: 'undefined',
      reason: 'every delete-one value is the same',
    })
  })

  test('one cluster has no interval', () => {
    expect(jackknife(['a', 'a'], by({}, 0.5))).toEqual({
      state: 'undefined',
      reason: 'deleting one cluster at a time needs two clusters, got 1',
    })
  })

  test('a cluster without which nothing can be computed is named', () => {
    const bounds = jackknife(clusters, (tasks) =>
      tasks.includes(2) ? { state: 'estimated', value: 0.5 } : { state: 'undefined', reason: 'noise explains all' },
    )
    expect(bounds).toEqual({ state: 'undefined', reason: 'without cluster c: noise explains all' })
  })
})

function covarianceOf(
  observed: readonly (readonly number[])[],
  noise: readonly number[] = [],
  tasks = 10,
): TrueCovariance {
  const p = observed.length
  const flat = Float64Array.from(observed.flat())
  const noises = Float64Array.from({ length: p * p }, (_, k) => (k % (p + 1) === 0 ? (noise[k / (p + 1)] ?? 0) : 0))
  return {
    state: 'estimated',
    variables: p,
    tasks,
    observed: flat,
    noise: noises,
    true: flat.map((value, k) => value - Number(noises[k])),
  }
}
