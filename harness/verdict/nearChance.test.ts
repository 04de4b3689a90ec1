import { describe, expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import { type RightUnder, writtenStudy } from '../../fixtures/simulated/written.ts'
import type { NearChance } from '../suite/hypothesis.ts'
import { decideFamily } from './family.ts'

/** Right on so many of 20 items; 5 are chance. */
const rightOn = (of20: number): RightUnder => ({ 'zero-shot-cue': (item) => item % 20 < of20 })

function decide(items: number, of20: readonly number[], changes: Partial<NearChance> = {}) {
  const { tasks, cells } = writtenStudy(items, of20.map(rightOn))
  const [verdict] = decideFamily([claim({ ...RELATION.chance, ...changes })], { tasks, seed: 7 }, cells)
  if (verdict === undefined) throw new Error('no base model')
  return verdict
}

describe('the claim that a condition guesses', () => {
  test('is supported where enough tasks are shown to lie near chance', () => {
    const verdict = decide(400, [5, 5, 5, 5, 5, 5, 5, 5, 4, 8])
    expect(verdict).toMatchObject({ state: 'supported', toDecide: [], evidence: { equivalent: { value: 0.9 } } })
    expect(verdict.reason).toBe('9 of 10 tasks shown within 10.0 points of chance, 8 are required')
  })

  test('is refuted where more tasks differ from chance than may', () => {
    const verdict = decide(400, [5, 5, 5, 5, 5, 5, 5, 12, 12, 12])
    expect(verdict.state).toBe('refuted')
    expect(verdict.reason).toBe('3 of 10 tasks differ from chance, at most 2 may')
  })

  test('is open with few items, which are counted', () => {
    const verdict = decide(20, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5])
    expect(verdict.state).toBe('inconclusive')
    // (z_.95 + z_.90)^2 3/16 / .1^2
    expect(verdict.toDecide).toMatchObject([{ what: 'items per task', have: 20, need: 161 }])
  })

  test('is open where enough tasks are near, each by itself, but not that many together', () => {
    const verdict = decide(400, [5, 5, 5, 5, 5, 5, 5, 6, 8, 8])
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toMatch(/^8 of 10 tasks .*, 8 are required; each by itself, but not that many together$/)
    if (verdict.evidence.kind !== 'chance' || verdict.evidence.joint.state === 'undefined') throw new Error('tested')
    expect(verdict.evidence.joint.p).toBeGreaterThan(0.05)
    expect(verdict.toDecide).toHaveLength(1)
    expect(decide(800, [5, 5, 5, 5, 5, 5, 5, 6, 8, 8]).state).toBe('supported')
  })

  test('is open where one task is far from chance, though enough lie near it', () => {
    const verdict = decide(400, [5, 5, 5, 5, 5, 5, 5, 5, 5, 15])
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toMatch(/, 8 are required, but 1 differ by more than 20.0 points$/)
    expect(verdict.toDecide[0]?.text).toBe('no number of items would do: c4/t9 differ by more than 20.0 points')
  })

  test('is not refuted by differences that many items detect within the margin', () => {
    const verdict = decide(4000, [6, 6, 6, 6, 6, 6, 6, 6, 6, 6])
    expect(verdict.state).toBe('supported')
    if (verdict.evidence.kind !== 'chance') throw new Error('expected a claim about chance')
    for (const { adjusted, equivalent } of verdict.evidence.tasks) {
      expect(equivalent).toBe(true)
      expect(adjusted).toBeLessThan(0.001)
    }
  })

  test('with a task that has no test is refuted by others, but never supported', () => {
    const broken = (of20: readonly number[]) => {
      const { tasks, cells } = writtenStudy(400, of20.map(rightOn))
      const spoilt = cells.map((cell) => (cell.task === 'c0/t0' ? { ...cell, chance: cell.chance.map(() => 1) } : cell))
      const [verdict] = decideFamily([claim({ ...RELATION.chance })], { tasks, seed: 7 }, spoilt)
      if (verdict === undefined) throw new Error('no base model')
      return verdict
    }
    const why = 'c0/t0: expected a chance level in [0, 1), got 1'
    const refuted = broken([5, 5, 5, 5, 5, 5, 5, 12, 12, 12])
    expect(refuted).toMatchObject({ state: 'refuted', reason: '3 of 10 tasks differ from chance, at most 2 may' })
    expect(refuted.warnings).toContain(`1 task without a test, counted as p = 1: ${why}`)
    const open = broken([5, 5, 5, 5, 5, 5, 5, 5, 5, 5])
    expect(open.state).toBe('inconclusive')
    expect(open.reason).toBe(
      `9 of 10 tasks shown within 10.0 points of chance, 8 are required; 1 task cannot be tested: ${why}`,
    )
  })

  test('reads the share that it declares', () => {
    expect(decide(400, [5, 5, 5, 5, 5, 12, 12, 12, 12, 12], { share: 0.5 }).state).toBe('inconclusive')
    expect(decide(400, [5, 5, 5, 5, 5, 8, 8, 8, 8, 8], { share: 0.5 }).state).toBe('supported')
  })
})
