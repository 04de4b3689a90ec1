import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/nearChance.json' with { type: 'json' }
import { holm } from './holm.ts'
import { type NearChance, nearChance } from './nearChance.ts'
import { tost } from './tost.ts'

describe('exact bounds and tests equal SciPy', () => {
  test.each(rows)('$scores.length items, chance $chance', ({ scores, chance, margin, ...expected }) => {
    const result = nearChance([{ task: 'a', scores, chance }], { margin })
    if (result.state === 'undefined') throw new Error(result.reason)
    const [task] = tested(result)
    for (const key of ['value', 'lower', 'upper', 'nearP', 'p', 'farP'] as const) {
      expect(Math.abs(Number(task?.[key]) - expected[key])).toBeLessThan(
        1e-10 * Math.max(Math.abs(expected[key]), 1e-4),
      )
    }
    expect(task?.equivalent).toBe(expected.lower > -margin && expected.upper < margin)
    expect(Number(task?.nearP) < 0.05).toBe(task?.equivalent)
    expect(task?.method).toBe('binomial')
    expect(result.share).toBe(task?.equivalent === true ? 1 : 0)
  })
})

const tested = ({ tasks }: NearChance) => tasks.flatMap((one) => (one.state === 'estimated' ? [one] : []))

test('a task without a test counts as p = 1, and its share of the tasks is not near', () => {
  const at = (right: number) => Array.from({ length: 1000 }, (_, k) => (k < right ? 1 : 0))
  const tasks = [
    { task: 'graded', scores: [0.5], chance: 0.25 },
    { task: 'near', scores: at(250), chance: 0.25 },
    { task: 'away', scores: at(290), chance: 0.25 },
  ]
  const result = nearChance(tasks, { margin: 0.04 })
  if (result.state === 'undefined') throw new Error(result.reason)
  expect(result.tasks[0]).toEqual({
    task: 'graded',
    state: 'undefined',
    reason: 'a standard error needs two items, got 1',
  })
  const [near, away] = tested(result)
  expect(away?.adjusted).toBeCloseTo(3 * Number(away?.p), 15)
  expect(near?.adjusted).toBe(1)
  expect(result.share).toBeCloseTo(1 / 3, 12)
})

test('graded scores are tested by t, as any difference', () => {
  const scores = Array.from({ length: 50 }, (_, k) => (k % 4) / 8)
  const result = nearChance([{ task: 'a', scores, chance: 0.2 }], { margin: 0.05 })
  const expected = tost(
    scores.map((score) => score - 0.2),
    0.05,
  )
  if (result.state === 'undefined' || expected.state === 'undefined') throw new Error('both are defined')
  expect(tested(result)[0]?.lower).toBeCloseTo(expected.lower, 12)
  expect(result.tasks[0]).toMatchObject({ method: 't', equivalent: expected.equivalent })
})

test('several tasks are corrected by Holm, and their share is counted', () => {
  const at = (right: number) => Array.from({ length: 1000 }, (_, k) => (k < right ? 1 : 0))
  const tasks = [250, 255, 400].map((right, k) => ({ task: `t${String(k)}`, scores: at(right), chance: 0.25 }))
  const result = nearChance(tasks, { margin: 0.04 })
  if (result.state === 'undefined') throw new Error(result.reason)
  const all = tested(result)
  expect(all.map(({ equivalent }) => equivalent)).toEqual([true, true, false])
  expect(result.share).toBeCloseTo(2 / 3, 12)
  expect(all.map(({ adjusted }) => adjusted)).toEqual(holm(all.map(({ p }) => p)))
  expect(all[2]?.farAdjusted).toBeLessThan(0.05)
  expect(all[0]?.farP).toBe(1)
})

test('what cannot be compared with chance says why', () => {
  const one = (scores: number[], chance: number) => nearChance([{ task: 'a', scores, chance }], { margin: 0.03 })
  expect(nearChance([], { margin: 0.03 })).toEqual({ state: 'undefined', reason: 'no task was given' })
  const without = (reason: string) => ({
    state: 'estimated',
    tasks: [{ task: 'a', state: 'undefined', reason }],
    share: 0,
  })
  expect(one([1, 0], 1)).toEqual(without('expected a chance level in [0, 1), got 1'))
  expect(one([1, NaN], 0.5)).toEqual(without('a score lies outside [0, 1]'))
  expect(one([], 0.5)).toEqual(without('a proportion needs at least one item, got 0'))
  expect(() => nearChance([], { margin: 0 })).toThrow('margin')
})
