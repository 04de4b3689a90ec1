import fc from 'fast-check'
import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/errorConsistency.json' with { type: 'json' }
import { errorConsistency } from './errorConsistency.ts'

test.each(rows)('the kappa of $a.length items equals statsmodels', ({ a, b, kappa }) => {
  const result = errorConsistency(a, b)
  if (kappa === null) expect(result).toEqual({ state: 'undefined', reason: 'both are all right or both all wrong' })
  else expect(result.state === 'estimated' ? result.value : NaN).toBeCloseTo(kappa, 12)
})

const answers = fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 1, maxLength: 40 })

test('kappa is symmetric, at most 1, the same for errors as for right answers, and 1 only for the same items', () => {
  fc.assert(
    fc.property(answers, (items) => {
      const [a, b] = [items.map(([x]) => x), items.map(([, y]) => y)]
      const result = errorConsistency(a, b)
      const turned = errorConsistency(
        b.map((x) => 1 - x),
        a.map((x) => 1 - x),
      )
      expect(turned.state).toBe(result.state)
      if (result.state === 'undefined' || turned.state === 'undefined') return
      expect(turned.value).toBeCloseTo(result.value, 12)
      expect(result.value === 1).toBe(a.join() === b.join())
      expect(result.value).toBeLessThanOrEqual(1)
    }),
  )
})

test('what has no consistency says why', () => {
  expect(errorConsistency([], [])).toMatchObject({ reason: 'needs at least 1 values of A, got 0' })
  expect(errorConsistency([1, 0], [1])).toMatchObject({ reason: '2 values of A but 1 of B' })
  expect(errorConsistency([1, NaN], [1, 0])).toMatchObject({ reason: 'value 2 of 2 of A is not a finite number' })
  expect(errorConsistency([1, 0.5], [1, 0])).toMatchObject({
    reason: 'item 2: expected scores of 0 or 1, got 0.5 and 0',
  })
})
