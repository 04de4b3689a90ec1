import { describe, expect, test } from 'vitest'
import { clusterRobust } from './clusterRobust.ts'
import { mcnemar } from './mcnemar.ts'
import { meanInterval } from './meanInterval.ts'
import { newcombe } from './newcombe.ts'
import { pairedComparison } from './pairedComparison.ts'
import { signFlip } from './signFlip.ts'
import { tost } from './tost.ts'

const options = { margin: 0.03, seed: 7, purpose: 'test' }
const a = [1, 1, 1, 0, 1, 1, 0, 1, 1, 0]
const b = [1, 0, 0, 0, 1, 0, 1, 0, 1, 0]

describe('two conditions on the same items', () => {
  test('scores of 0 and 1 are tested by McNemar, with the interval of Newcombe', () => {
    const result = pairedComparison(a, b, options)
    expect(result).toMatchObject({ difference: 0.3, items: 10, test: { method: 'McNemar exact' } })
    if (result.state === 'undefined') throw new Error(result.reason)
    expect({ state: 'estimated', ...result.test, method: undefined }).toEqual({ ...mcnemar(4, 1), method: undefined })
    expect(result.interval).toEqual({
      ...newcombe({ both: 3, onlyA: 4, onlyB: 1, neither: 2 }),
      method: 'Newcombe 10',
    })
  })

  test('means over seeds are tested by sign flips, with the interval of Student', () => {
    const graded = a.map((score) => (2 * score) / 3)
    const differences = graded.map((score, item) => score - Number(b[item]))
    const result = pairedComparison(graded, b, options)
    if (result.state === 'undefined') throw new Error(result.reason)
    const flips = signFlip(differences, { ...options, alternative: 'two-sided' })
    expect(result.test).toMatchObject({
      method: 'sign-flip exact',
      p: flips.state === 'estimated' ? flips.p : NaN,
    })
    expect(result.interval).toEqual({ ...meanInterval(differences), method: 't' })
    expect(result.equivalence).toEqual(tost(differences, 0.03))
  })

  test('groups of items move together, and widen the interval by CR1', () => {
    const groups = a.map((_, item) => `passage ${String(item >> 1)}`)
    const result = pairedComparison(a, b, { ...options, groups })
    if (result.state === 'undefined') throw new Error(result.reason)
    expect(result.test).toMatchObject({ method: 'sign-flip exact', attainable: 2 / 2 ** 3 })
    expect(result.interval.method).toBe('CR1')
    const error = clusterRobust(
      a.map((score, item) => score - Number(b[item])),
      groups,
    )
    expect(error).toMatchObject({ df: 4 })
  })

  test('identical answers have p 1, and too few of them are not the same', () => {
    expect(pairedComparison(a, a, options)).toMatchObject({
      difference: 0,
      test: { p: 1 },
      equivalence: { equivalent: false, method: 'exact bound' },
    })
  })

  test.each([
    ['10 values of A but 9 of B', a, b.slice(1)],
    ['needs at least 2 values of A, got 1', [1], [0]],
    ['value 1 of 2 of B is not a finite number', [1, 0], [NaN, 1]],
    ['a score lies outside [0, 1]', [1, 2], [0, 1]],
  ])('%s', (reason, one, other) => {
    expect(pairedComparison(one, other, options)).toEqual({ state: 'undefined', reason })
  })
})
