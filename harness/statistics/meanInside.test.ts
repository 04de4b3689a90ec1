import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/meanInside.json' with { type: 'json' }
import { meanInside } from './meanInside.ts'
import { stream, uniform } from './random.ts'

describe('the answer is that of the first look at which products of 40 digits decide', () => {
  test.each(rows)('$name', ({ tasks, limits: { low, high }, state, values, value, lower, upper }) => {
    const ours = meanInside(tasks, { ...(low === undefined ? {} : { low }), high, alpha: 0.05 })
    expect(ours).toMatchObject({ state, values })
    if (ours.state === 'undefined') throw new Error(ours.reason)
    expect(ours.value).toBeCloseTo(value, 12)
    expect(ours.lower).toBeCloseTo(lower, 9)
    expect(ours.upper).toBeCloseTo(upper, 9)
  })
})

test('a mean on its limit is said to lie inside, or outside, in at most 5 per cent of samples each', () => {
  for (const limits of [{ low: -0.05, high: 0.05 }, { high: 0.05 }]) {
    const states = Array.from({ length: 300 }, (_, run) => {
      const next = stream(run, 'mean inside')
      return meanInside([Array.from({ length: 300 }, () => Number(uniform(next) < 0.05))], { ...limits, alpha: 0.05 })
        .state
    })
    // Two standard errors of a share of 300 above .05.
    expect(states.filter((state) => state === 'inside').length).toBeLessThanOrEqual(23)
    expect(states.filter((state) => state === 'outside').length).toBeLessThanOrEqual(23)
  }
})

test('values that a longer task has beyond the others change nothing', () => {
  const short = [0, 0, 1, 0]
  const limits = { low: -0.5, high: 0.5, alpha: 0.05 }
  expect(meanInside([short, [0, 0, 0, 0, -1, -1]], limits)).toEqual(meanInside([short, [0, 0, 0, 0]], limits))
})

test('what cannot be told says why', () => {
  expect(meanInside([[0.1], []], { high: 0.1, alpha: 0.05 })).toMatchObject({
    reason: 'a task has no item whose prompt changed',
  })
  expect(meanInside([], { high: 0.1, alpha: 0.05 })).toMatchObject({ state: 'undefined' })
  expect(meanInside([[2]], { high: 0.1, alpha: 0.05 })).toMatchObject({
    reason: 'a difference of 2 lies outside [-1, 1]',
  })
})
