import { describe, expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import type { SimulatedStudy } from '../../fixtures/simulated/study.ts'
import { writtenStudy } from '../../fixtures/simulated/written.ts'
import type { Difference } from '../suite/hypothesis.ts'
import { decideFamily } from './family.ts'
import type { DifferenceEvidence, Verdict } from './verdict.ts'

/** Tasks on which flan is right on every item, gold-4 on the first `right` of them, zero-shot-cue on as many others. */
function study(right: readonly number[], items = 100): SimulatedStudy {
  return writtenStudy(
    items,
    right.map((count) => ({
      flan: () => true,
      'gold-4': (item) => item < count,
      'zero-shot-cue': (item) => item >= items - count,
    })),
  )
}

function decide(changes: Partial<Difference>, { tasks, cells }: SimulatedStudy): Verdict {
  const [verdict] = decideFamily([claim({ ...RELATION.comparison, ...changes })], { tasks, seed: 7 }, cells)
  if (verdict === undefined) throw new Error('no base model')
  return verdict
}

function evidenceOf({ evidence }: Verdict): DifferenceEvidence {
  if (evidence.kind === 'comparison' || evidence.kind === 'contrast' || evidence.kind === 'trend') return evidence
  throw new Error(`expected a difference, got ${evidence.kind}`)
}

const LARGE = study([80, 84, 78, 82, 80, 79, 81, 85, 80, 82])
const SMALL = study([99, 100, 99, 100, 99, 100, 99, 100, 99, 100], 400)
const FEW = study([11, 12, 12, 11, 12, 12, 11, 12, 11, 12], 12)
/** Equal shares of right answers, on different items. */
const LEVEL = { conditions: ['gold-4', 'zero-shot-cue'] }

describe('a claim of equality', () => {
  test('is supported by an interval inside the margin, also where a difference is detectable', () => {
    const tiny = study([398, 400, 399, 400, 399, 398, 399, 400, 399, 398], 400)
    const verdict = decide({}, tiny)
    expect(verdict).toMatchObject({ state: 'supported', toDecide: [], test: { raw: { alternative: 'equivalence' } } })
    expect(evidenceOf(verdict)).toMatchObject({ finding: 'equivalent' })
    expect(verdict.reason).toMatch(/^the 90 % interval \[\+0\.\d, \+0\.\d\] lies inside 3\.0 points either way/)
  })

  test('is refuted by an interval wholly beyond the margin, and not by a significant difference alone', () => {
    expect(decide({}, LARGE)).toMatchObject({ state: 'refuted', evidence: { finding: 'better' } })
    const between = study([96, 95, 97, 94, 96, 95, 97, 98, 96, 96])
    const verdict = decide({}, between)
    expect(verdict).toMatchObject({ state: 'inconclusive', evidence: { finding: 'better' } })
    expect(verdict.reason).toMatch(
      /^there is a difference \(p = \.\d+\), but .* does not tell whether it is below 3\.0/,
    )
  })

  test('that lies at the margin is told to be out of reach of items', () => {
    // 30 items of 1,000 differ.
    const verdict = decide(
      { conditions: ['flan', 'gold-4'], margin: 0.0299 },
      study([97, 97, 97, 97, 97, 97, 97, 97, 97, 97]),
    )
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.toDecide).toEqual([
      {
        what: 'items',
        have: 1000,
        text: expect.stringMatching(
          /^no number of items within reach: the mean, \+3.0, lies too near the margin of 3.0 points$/,
        ) as string,
      },
    ])
  })

  test('stays open without a significant difference, and the items that would decide it are counted', () => {
    const verdict = decide(LEVEL, study([80, 84, 78, 82, 80, 79, 81, 85, 80, 82]))
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toMatch(/holds both 0 and differences of 3\.0 points and more$/)
    // (z_.95 + z_.90)^2 q / .03^2 with q = .378 on average.
    expect(verdict.toDecide).toEqual([expect.objectContaining({ what: 'items', have: 1000 })])
    const [need] = verdict.toDecide
    expect(Math.abs(Number(need?.need) - (2.9264 ** 2 * 0.378) / 0.03 ** 2)).toBeLessThan(2)
  })
})

describe('a claim of direction', () => {
  test('greater is supported by better, refuted by worse', () => {
    expect(decide({ is: 'greater' }, LARGE)).toMatchObject({ state: 'supported', evidence: { finding: 'better' } })
    expect(decide({ is: 'greater', conditions: ['gold-4', 'flan'] }, LARGE)).toMatchObject({
      state: 'refuted',
      evidence: { finding: 'worse' },
    })
  })

  test('greater and different are refuted by a difference shown to be below the margin', () => {
    const tiny = study([400, 399, 400, 399, 400, 400, 400, 400, 399, 400], 400)
    for (const is of ['greater', 'different'] as const)
      expect(decide({ is }, tiny)).toMatchObject({ state: 'refuted', evidence: { finding: 'equivalent' } })
    expect(decide({ is: 'different' }, LARGE).state).toBe('supported')
  })
})

describe('what is generalised to', () => {
  test('other tasks need five clusters', () => {
    const six = study([80, 84, 78, 82, 80, 79, 81, 85, 80, 82, 81, 83])
    expect(decide({ is: 'greater', generalise: 'tasks' }, six).state).toBe('supported')
    const few = decide({ is: 'greater', generalise: 'tasks' }, study([80, 84, 78, 82]))
    expect(few.reason).toBe('2 clusters, 5 are required for a claim about other tasks')
    expect(few.toDecide[0]).toMatchObject({ what: 'clusters', need: 6 })
  })

  test('both intervals are in the report, whichever is declared', () => {
    const [tasks, items] = [decide({ generalise: 'tasks' }, LARGE), decide({}, LARGE)].map(evidenceOf)
    expect(tasks?.intervals).toEqual(items?.intervals)
    expect(tasks?.difference).toMatchObject({ interval: { method: 'delete-one-cluster jackknife-t' } })
  })
})

describe('contrasts and trends', () => {
  // flan is 20 points above the other two, which are equal in level: on 10 tasks of 100 items and of 1,000; and nearly equal on 10 tasks of 6.
  const clear = study([80, 84, 78, 82, 80, 79, 81, 85, 80, 82])
  const few = study([5, 6, 6, 5, 6, 6, 5, 6, 5, 6], 6)
  const large = study(
    [80, 84, 78, 82, 80, 79, 81, 85, 80, 82].map((right) => 10 * right),
    1000,
  )
  const differing = { kind: 'contrast', conditions: ['flan', 'gold-4', 'zero-shot-cue', 'gold-4'] } as const
  const alike = { kind: 'contrast', conditions: ['flan', 'gold-4', 'flan', 'zero-shot-cue'] } as const
  const rising = { kind: 'trend', conditions: ['zero-shot-cue', 'gold-4', 'flan'] } as const
  const level = { kind: 'trend', conditions: ['gold-4', 'flan', 'zero-shot-cue'] } as const

  test.each([
    ['a clear contrast', 'greater', 'supported', differing, clear],
    ['a clear contrast', 'different', 'supported', differing, clear],
    ['a clear contrast', 'equal', 'refuted', differing, clear],
    ['no contrast in many items', 'equal', 'supported', alike, large],
    ['no contrast in many items', 'greater', 'refuted', alike, large],
    ['no contrast in many items', 'different', 'refuted', alike, large],
    ['no contrast in few items', 'equal', 'inconclusive', alike, few],
    ['no contrast in few items', 'different', 'inconclusive', alike, few],
    ['a clear trend', 'greater', 'supported', rising, clear],
    ['a clear trend', 'equal', 'refuted', rising, clear],
    ['no trend in many items', 'equal', 'supported', level, large],
    ['no trend in many items', 'greater', 'refuted', level, large],
    ['no trend in few items', 'equal', 'inconclusive', level, few],
    ['no trend in few items', 'greater', 'inconclusive', level, few],
  ] as const)('%s, claimed to be %s, is %s', (_, is, state, { kind, conditions }, data) => {
    expect(decide({ kind, conditions: [...conditions], is }, data).state).toBe(state)
  })

  test('of named tasks read these alone, as the drop of a cluster from the mixture is claimed of its own tasks', () => {
    const [first, second] = clear.tasks.map(({ task }) => task)
    if (first === undefined || second === undefined) throw new Error('ten tasks')
    const cells = clear.cells.filter(({ task }) => task === first || task === second)
    const verdict = decide(
      { kind: 'contrast', conditions: [...differing.conditions], is: 'greater', over: [first, second] },
      { ...clear, cells },
    )
    expect(verdict).toMatchObject({ state: 'supported', over: [first, second], counts: { tasks: 2 } })
    expect(verdict.question).toMatch(/ above 0 over c0\/t0, c0\/t1\?$/)
  })

  test('are means over tasks of what items show', () => {
    const value = (relation: typeof differing | typeof rising) =>
      evidenceOf(decide({ ...relation, conditions: [...relation.conditions] }, clear)).difference
    expect(value(differing)).toMatchObject({ value: expect.closeTo(0.189, 10) as number })
    expect(value(rising)).toMatchObject({ value: expect.closeTo(0.0945, 10) as number })
  })

  test('the plan for a contrast knows that it reaches from -2 to 2', () => {
    const [need] = decide({ ...alike, conditions: [...alike.conditions], is: 'equal' }, clear).toDecide
    // Equality of gold-4 and zero-shot-cue, item by item.
    const [plain] = decide({ conditions: ['gold-4', 'zero-shot-cue'] }, clear).toDecide
    expect(need?.need).toBe(plain?.need)
  })

  test('a trend is checked by the ranks of its levels', () => {
    const ranks = (is: 'greater', conditions: readonly string[]) =>
      evidenceOf(decide({ kind: 'trend', conditions: [...conditions], is }, clear)).ranks
    expect(ranks('greater', rising.conditions)).toMatchObject({ alternative: 'two-sided', method: "Page's L over items (normal)" }) // prettier-ignore
    const [up, down] = [rising.conditions, [...rising.conditions].reverse()].map((order) => ranks('greater', order))
    expect(up?.state === 'estimated' && up.p < 1e-6).toBe(true)
    expect(down).toEqual(up)
    expect(evidenceOf(decide({}, clear))).not.toHaveProperty('ranks')
  })
})

describe('data that say little', () => {
  test('one task with right and wrong answers has exact tests', () => {
    const one = decide({ is: 'different' }, study([80]))
    expect(evidenceOf(one)).toMatchObject({ zero: { method: 'McNemar exact', p: 2 ** -19 } })
    expect(evidenceOf(one).intervals.items).toMatchObject({ method: 'Newcombe 10' })
  })

  test('without any difference equality needs enough items', () => {
    const same = (items: number) => decide({}, study([items, items, items], items))
    expect(same(33)).toMatchObject({ state: 'supported' })
    expect(same(20)).toMatchObject({ state: 'inconclusive' })
  })

  test('a difference that never varies is beyond the margin as surely as its items are many', () => {
    const always = study([0, 0, 0], 40)
    expect(decide({}, always)).toMatchObject({ state: 'refuted', evidence: { finding: 'better' } })
    expect(evidenceOf(decide({}, always)).intervals.items).toMatchObject({ method: 'exact bound', upper: 1 })
    expect(decide({}, study([0], 2)).state).toBe('inconclusive')
  })

  test('conditions that ask the same are refused as a variant that changes nothing', () => {
    const cells = LARGE.cells.map((cell) => ({ ...cell, fingerprint: cell.task }))
    expect(decide({}, { ...LARGE, cells })).toMatchObject({
      state: 'inconclusive',
      reason: 'flan and gold-4 put the same prompts to one model on every task: a variant that changes nothing',
      toDecide: [{ what: 'other' }],
    })
  })

  test('an alpha below the smallest p of random flips is no matter of items', () => {
    const { tasks, cells } = writtenStudy(
      40,
      Array.from({ length: 6 }, () => ({ flan: (item) => item % 3 > 0, 'gold-4': (item) => item % 7 === 0 })),
    )
    const needs = (alpha: number, members: number) => {
      const one = claim({ ...RELATION.comparison, is: 'greater' }, { alpha })
      const family = Array.from({ length: members }, () => one)
      return decideFamily(family, { tasks, seed: 7 }, cells)[0]?.toDecide.map(({ text }) => text)
    }
    expect(needs(0.00005, 1)).toEqual(['a larger alpha: 9,999 random flips reach no p below .0001'])
    expect(needs(0.001, 20)).toEqual([
      'a larger alpha, or a smaller family than 20 tests: 9,999 random flips reach no p below .0001',
    ])
    expect(needs(0.001, 5)).toEqual([])
  })

  test('too few items, one item, no task and missing cells are told, and never throw', () => {
    expect(decide({}, FEW).state).toBe('inconclusive')
    expect(decide({}, study([1, 1], 1))).toMatchObject({
      reason: 'c0/t0: a standard error needs two items, got 1',
      toDecide: [{ have: 1, need: 2, text: 'at least 2 items of every task, under every condition' }],
    })
    expect(decide({}, { ...SMALL, tasks: [] }).reason).toBe('no held-out tasks')
    const cells = LARGE.cells.filter(({ task, condition }) => task !== 'c0/t0' || condition !== 'flan')
    expect(decide({}, { ...LARGE, cells })).toMatchObject({
      state: 'inconclusive',
      reason: 'c0/t0, flan is missing',
      toDecide: [{ what: 'cells', need: 1 }],
    })
  })

  test('too few clusters to flip their signs can show no difference', () => {
    const verdict = decide({ is: 'greater', generalise: 'tasks' }, study([80, 84, 78, 82, 80, 79, 81, 85, 80, 82]))
    expect(verdict.reason).toBe('too few arrangements: no p below .063 is possible')
    expect(verdict.toDecide).toMatchObject([{ what: 'clusters', have: 5, need: 6 }])
  })
})
