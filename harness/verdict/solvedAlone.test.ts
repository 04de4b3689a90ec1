import { expect, test } from 'vitest'
import { solvedAlone } from './solvedAlone.ts'

const right = (hits: number, of = 60) => Array.from({ length: of }, (_, item) => (item < hits ? 1 : 0))

test('solved alone: above .1 of the way from chance to perfect, and the other surely below', () => {
  expect(solvedAlone(right(60), right(2), 0.25, 0.001)).toMatchObject({ state: 'estimated', alone: true })
  // 15 of 60 is chance, but it does not exclude more.
  expect(solvedAlone(right(60), right(15), 0.25, 0.001)).toMatchObject({ state: 'estimated', alone: false })
  expect(solvedAlone(right(20), right(2), 0.25, 0.001)).toMatchObject({ state: 'estimated', alone: false })
})

test('bounds of right and wrong answers are exact, on the scale from chance to perfect', () => {
  // Clopper-Pearson of none of 60: 0 and 1 - alpha^(1/60).
  const found = solvedAlone(right(60), right(0), 0.25, 0.05)
  if (found.state === 'undefined') throw new Error(found.reason)
  expect(found.upper).toBeCloseTo((1 - 0.05 ** (1 / 60) - 0.25) / 0.75, 12)
  expect(found.lower).toBeCloseTo((0.05 ** (1 / 60) - 0.25) / 0.75, 12)
})

test('means over seeds have bounds of Student', () => {
  const graded = right(50).map((score, item) => (item % 7 === 0 ? 1 / 3 : score))
  expect(solvedAlone(graded, right(0), 0.25, 0.05)).toMatchObject({ state: 'estimated', alone: true })
})

test('what has no bound says why', () => {
  expect(solvedAlone([1], [1], 1, 0.05)).toEqual({ state: 'undefined', reason: 'nothing lies above chance' })
  expect(solvedAlone([0.5], [1], 0, 0.05)).toEqual({
    state: 'undefined',
    reason: 'a standard error needs two items, got 1',
  })
})
