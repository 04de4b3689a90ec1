import { describe, expect, it } from 'vitest'
import { estimateMeanOverTasks, estimateScore } from './estimate.ts'

describe('the estimate of a score', () => {
  it('is a Wilson interval for one seed of right-or-wrong scores', () => {
    expect(estimateScore([[...ones(45), ...zeros(15)]])).toMatchObject({
      value: 0.75,
      n: 60,
      interval: { method: 'Wilson', lower: near(0.6276793, 7), upper: near(0.8422348, 7) },
    })
  })

  it('covers its whole interval with plus and minus', () => {
    const estimate = estimateScore([ones(60)])
    expect(estimate).toMatchObject({
      value: 1,
      interval: { lower: near(0.9398, 4), upper: 1, plusMinus: near(0.0602, 4) },
    })
  })

  it('is a t interval for graded scores', () => {
    // scipy.stats.t.interval(0.95, 3, 0.425, scipy.stats.sem([0.2, 0.4, 0.3, 0.8]))
    expect(estimateScore([[0.2, 0.4, 0.3, 0.8]])).toMatchObject({
      interval: { method: 't', lower: near(T_LOWER, 9), upper: near(T_UPPER, 9) },
    })
  })

  it('is undefined without items', () => {
    expect(estimateScore([])).toEqual({ state: 'undefined', reason: 'no item was measured' })
  })

  it('has no interval when graded scores do not vary', () => {
    expect(estimateScore([[0.5, 0.5]])).toMatchObject({
      value: 0.5,
      interval: { state: 'undefined', reason: 'no variation' },
    })
  })
})

describe('the mean over tasks', () => {
  it('takes tasks as the sample', () => {
    expect(estimateMeanOverTasks([[0.2, 0.4, 0.3, 0.8]])).toMatchObject({
      n: 4,
      interval: { method: 't over tasks', lower: near(T_LOWER, 9) },
    })
  })

  it('of one task has no interval', () => {
    expect(estimateMeanOverTasks([[0.2]])).toMatchObject({
      value: 0.2,
      interval: { state: 'undefined', reason: 'a single value' },
    })
  })
})

const T_LOWER = 0.006515369572560381
const T_UPPER = 0.8434846304274397
const ones = (count: number) => Array.from({ length: count }, () => 1)
const zeros = (count: number) => Array.from({ length: count }, () => 0)

const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)
