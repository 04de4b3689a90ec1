import { describe, expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import { writtenStudy } from '../../fixtures/simulated/written.ts'
import type { Agreement } from '../suite/hypothesis.ts'
import { decideFamily } from './family.ts'

/** How many of 50 items are right under gold-4, and under flan, on every task. */
function decide(right: readonly (readonly [number, number])[], changes: Partial<Agreement> = {}, items = 50) {
  const { tasks, cells } = writtenStudy(
    items,
    right.map(([x, y]) => ({ 'gold-4': (item) => item < x, flan: (item) => item < y })),
  )
  const [verdict] = decideFamily([claim({ ...RELATION.agreement, ...changes })], { tasks, seed: 7 }, cells)
  if (verdict?.evidence.kind !== 'agreement') throw new Error('expected an agreement')
  return { ...verdict, evidence: verdict.evidence }
}

const levels = Array.from({ length: 16 }, (_, task) => 8 + 2 * task)
/** Off by two items, up and down by turns. */
const near = levels.map((x, task) => [x, x + (task % 2 === 0 ? 2 : -2)] as const)

describe('agreement in level', () => {
  test('is supported where the interval of the concordance lies above the minimum', () => {
    const verdict = decide(near)
    expect(verdict).toMatchObject({ state: 'supported', toDecide: [], test: { members: 0 } })
    expect(verdict.reason).toMatch(/lies above \.80$/)
    expect(verdict.evidence.limits).toMatchObject({ bias: { value: expect.closeTo(0, 12) as number } })
  })

  test('is refuted by scores that follow each other at another level', () => {
    const verdict = decide(levels.map((x) => [x, Math.min(50, x + 14)] as const).map(([x, y], i) => [x, y - (i % 2)]))
    expect(verdict.state).toBe('refuted')
    expect(verdict.evidence.limits).toMatchObject({ bias: { value: expect.closeTo(0.26, 1) as number } })
  })

  test('is open where the interval holds the minimum', () => {
    const spread = levels.map((x, task) => [x, x + Number([9, -7, 5, -4].at(task % 4))] as const)
    expect(decide(spread)).toMatchObject({ state: 'inconclusive' })
  })

  test('over few tasks says how many are required', () => {
    const verdict = decide(near.slice(0, 8))
    expect(verdict.reason).toBe('8 tasks, 12 are required; 4 clusters, 5 are required')
    expect(verdict.toDecide).toMatchObject([
      { what: 'tasks', need: 12 },
      { what: 'clusters', need: 5 },
    ])
  })

  test('of scores that are constant is not computable', () => {
    const verdict = decide(levels.map(() => [20, 20] as const))
    expect(verdict).toMatchObject({ state: 'inconclusive', reason: 'both sides are constant' })
  })

  test('counts the tasks that are shown to differ by less than the margin, and publishes every p', () => {
    const same = decide(levels.map((x) => [2 * x, 2 * x] as const), {}, 100) // prettier-ignore
    // Without a difference 99 items exclude 3 points.
    expect(same.evidence.equivalent).toEqual({ state: 'estimated', value: 1 })
    expect(same.evidence.points.map(({ equal }) => equal.state)).toEqual(levels.map(() => 'estimated'))
    expect(decide(near).evidence.equivalent).toEqual({ state: 'estimated', value: 0 })
  })
})
