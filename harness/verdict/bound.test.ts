import { describe, expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import type { SimulatedStudy } from '../../fixtures/simulated/study.ts'
import { type RightUnder, writtenStudy } from '../../fixtures/simulated/written.ts'
import { bestOnHalf } from '../statistics/bestOnHalf.ts'
import type { Bound } from '../suite/hypothesis.ts'
import { decideFamily } from './family.ts'
import type { Verdict } from './verdict.ts'

function decide({ tasks, cells }: SimulatedStudy, changes: Partial<Bound> = {}): Verdict {
  const [verdict] = decideFamily([claim({ ...RELATION.bound, ...changes })], { tasks, seed: 7 }, cells)
  if (verdict === undefined) throw new Error('no base model')
  return verdict
}

function rowsIn({ evidence }: Verdict) {
  if (evidence.kind !== 'bound') throw new Error(`expected a bound, got ${evidence.kind}`)
  return evidence.tasks
}

/** Conditions that agree on every item but the first: gold-4 is right on four items of five, zero-shot-cue on one. */
const BOUND: RightUnder = {
  flan: (item) => item % 5 > 0,
  'gold-4': (item) => item % 5 > 0 || item === 0,
  'zero-shot-cue': (item) => item % 5 === 1,
}
/** flan alone is right, on every item but the first. */
const BEYOND: RightUnder = {
  flan: (item) => item > 0,
  'gold-4': (item) => item % 20 === 0,
  'zero-shot-cue': (item) => item % 20 === 1,
}
const bounded = (count: number) => Array.from({ length: count }, () => BOUND)

describe('a bound', () => {
  test('is supported where the upper bound of every task lies below the margin', () => {
    const verdict = decide(writtenStudy(400, bounded(10)))
    expect(verdict).toMatchObject({ state: 'supported', toDecide: [] })
    expect(verdict.reason).toBe('the upper bound of each of 10 tasks lies below 3.0 points')
    expect(rowsIn(verdict).map(({ bound, items }) => [bound, items])).toEqual(bounded(10).map(() => ['gold-4', 200]))
  })

  test('is refuted by one task that exceeds it, which the mean over tasks would hide', () => {
    const study = writtenStudy(400, [...bounded(39), BEYOND])
    const verdict = decide(study)
    expect(verdict.state).toBe('refuted')
    expect(verdict.reason).toBe('1 of 40 tasks exceed their bound by more than 3.0 points')
    const [row] = rowsIn(verdict).filter(({ exceeds }) => exceeds)
    expect(row).toMatchObject({ task: 'c19/t39', role: 'held-out', solved: { state: 'estimated', alone: true } })
    expect(row?.lower).toBeGreaterThan(0.8)
  })

  test('is open where the items cannot exclude the margin, and the items that would are counted', () => {
    const verdict = decide(writtenStudy(20, bounded(10)))
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toMatch(/^no task is shown to exceed its bound by 3.0 points, but \d+ of 10 tasks may/)
    expect(verdict.toDecide).toMatchObject([{ what: 'items per task', have: 20 }])
  })

  test('is compared on the items that did not choose it', () => {
    const study = writtenStudy(41, [
      { flan: (item) => item % 3 > 0, 'gold-4': (item) => item % 2 > 0, 'zero-shot-cue': (item) => item % 7 > 0 },
    ])
    const [task] = study.tasks.map((one) => one.task)
    const scoresOf = (condition: string) => study.cells.find((cell) => cell.condition === condition)?.scores ?? []
    // Items stand in the order of their ids, as text.
    const order = scoresOf('flan')
      .map((_, item) => item)
      .sort((a, b) => (String(a) < String(b) ? -1 : 1))
    const sorted = (condition: string) => order.map((item) => Number(scoresOf(condition)[item]))
    const halves = bestOnHalf(
      { 'gold-4': sorted('gold-4'), 'zero-shot-cue': sorted('zero-shot-cue') },
      { seed: 7, purpose: `bound of ${task}` },
    )
    if (halves.state === 'undefined') throw new Error(halves.reason)
    const sum = halves.testing.reduce(
      (total, item) => total + Number(sorted('flan')[item]) - Number(sorted(halves.best)[item]),
      0,
    )
    const [row] = rowsIn(decide(study))
    expect(row).toMatchObject({ bound: halves.best, items: halves.testing.length })
    expect(row?.difference).toBeCloseTo(sum / halves.testing.length, 12)
  })

  test('of a single condition is compared on all items', () => {
    const verdict = decide(writtenStudy(200, bounded(4)), { by: ['gold-4'] })
    expect(rowsIn(verdict).map(({ items }) => items)).toEqual([200, 200, 200, 200])
    expect(verdict.state).toBe('supported')
  })

  test('has one planned test per task, and simultaneous lower bounds over the family', () => {
    const study = writtenStudy(100, [...bounded(5), BEYOND])
    const facts = { tasks: study.tasks, seed: 7 }
    const [alone] = decideFamily([claim(RELATION.bound)], facts, study.cells)
    const [crowded] = decideFamily([claim(RELATION.bound), claim(RELATION.chance)], facts, study.cells)
    expect([alone?.test.members, crowded?.test.members]).toEqual([6, 12])
    const lower = (verdict: Verdict | undefined) => verdict && rowsIn(verdict)[5]?.lower
    expect(Number(lower(crowded))).toBeLessThan(Number(lower(alone)))
  })

  test('on one item per task says which task cannot be tested', () => {
    const verdict = decide(writtenStudy(1, bounded(2)))
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toBe(
      'no task is shown to exceed its bound by 3.0 points, but 2 tasks cannot be tested: c0/t0: a split needs two items, got 1; c0/t1: a split needs two items, got 1',
    )
    expect(verdict.toDecide).not.toEqual([])
  })

  test('with a task of one item is refuted by another, but never supported', () => {
    const short = ({ tasks, cells }: SimulatedStudy, name: string) => ({
      tasks,
      cells: cells.map((cell) =>
        cell.task === name
          ? { ...cell, items: cell.items.slice(0, 1), scores: cell.scores.slice(0, 1), chance: cell.chance.slice(0, 1) }
          : cell,
      ),
    })
    const refuted = decide(short(writtenStudy(400, [...bounded(2), BEYOND]), 'c0/t0'))
    expect(refuted).toMatchObject({ state: 'refuted', test: { members: 3 } })
    expect(refuted.reason).toBe('1 of 3 tasks exceed their bound by more than 3.0 points')
    expect(refuted.warnings).toContain('1 task without a test, counted as p = 1: c0/t0: a split needs two items, got 1')
    const [row] = rowsIn(refuted).filter(({ exceeds }) => exceeds)
    expect(row?.adjusted).toBeCloseTo(3 * Number(row?.p), 15)

    const open = decide(short(writtenStudy(400, bounded(3)), 'c1/t2'))
    expect(open.state).toBe('inconclusive')
    expect(open.reason).toBe(
      'no task is shown to exceed its bound by 3.0 points, but 1 task cannot be tested: c1/t2: a split needs two items, got 1',
    )
  })
})
