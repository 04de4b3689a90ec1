import { describe, expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import { STRONG } from '../../fixtures/simulated/strong.ts'
import { associationIn, simulateStudy, type Truth } from '../../fixtures/simulated/study.ts'
import { benjaminiHochberg } from '../statistics/benjaminiHochberg.ts'
import { holm } from '../statistics/holm.ts'
import { shuffle, stream } from '../statistics/random.ts'
import type { Hypothesis } from '../suite/hypothesis.ts'
import { isOnAllModels } from './allModels.ts'
import { decideFamily } from './family.ts'
import type { Verdict } from './verdict.ts'

const TRUTH: Truth = { ...STRONG, clusters: [1, 2, 2, 3, 3, 3], items: 60 }
const a = simulateStudy(TRUTH, 3, 'a')
const b = simulateStudy({ ...TRUTH, correlation: { xy: 0.2, xz: 0, yz: 0 } }, 3, 'b')
const facts = { tasks: a.tasks, seed: 7 }
const cells = [...a.cells, ...b.cells]
const every = Object.values(RELATION).map((relation) => claim(relation))

const decide = (hypotheses: readonly Hypothesis[], of = cells) => decideFamily(hypotheses, facts, of)
const rawOf = ({ test: { raw } }: Verdict) => (raw.state === 'estimated' ? raw.p : 1)
const adjustedOf = ({ test: { adjusted } }: Verdict) => (adjusted.state === 'estimated' ? adjusted.value : NaN)

describe('a family', () => {
  const pair = [claim(RELATION.comparison), claim(RELATION.trend)]

  test('is corrected over all planned tests of its hypotheses and base models', () => {
    const verdicts = decide(pair)
    expect(verdicts.map(({ hypothesis, model }) => `${hypothesis} ${model}`)).toEqual([
      'comparison a',
      'comparison b',
      'trend a',
      'trend b',
    ])
    expect(verdicts.map(adjustedOf)).toEqual(holm(verdicts.map(rawOf)))
    expect(verdicts.map(({ test: { members, correction } }) => [members, correction])).toEqual(
      verdicts.map(() => [4, 'Holm']),
    )
  })

  test('that is exploratory bounds the share of false findings instead', () => {
    const verdicts = decide(pair.map((hypothesis) => ({ ...hypothesis, family: 'exploratory: layout' })))
    expect(verdicts.map(adjustedOf)).toEqual(benjaminiHochberg(verdicts.map(rawOf)))
    expect(verdicts[0]?.test.correction).toBe('Benjamini-Hochberg')
  })

  test('counts each task of a bound as one planned test, and a test that cannot be computed as p = 1', () => {
    const broken = cells.filter(({ model, condition }) => model === 'a' || condition !== 'gold-4')
    const verdicts = decide([claim(RELATION.bound), claim(RELATION.comparison)], broken)
    // 14 tasks and 1 comparison of each model.
    expect(verdicts.map(({ test: { members } }) => members)).toEqual([30, 30, 30, 30])
    expect(verdicts.map(({ model, test }) => [model, test.adjusted.state])).toEqual([
      ['a', 'estimated'],
      ['b', 'undefined'],
      ['a', 'estimated'],
      ['b', 'undefined'],
    ])
  })

  test('of one association and one model changes nothing', () => {
    const [alone] = decide([claim(RELATION.association)], a.cells)
    expect(alone?.test).toMatchObject({ members: 1 })
    expect(alone && adjustedOf(alone)).toBe(alone && rawOf(alone))
    expect(alone && associationIn(alone).correlation.state).toBe('estimated')
  })
})

describe('every kind of verdict', () => {
  const shuffled = <T>(values: readonly T[]): T[] => {
    const order = values.map((_, index) => index)
    shuffle(order, stream(1, 'order'))
    return order.flatMap((index) => values.slice(index, index + 1))
  }

  test.each(every)('$name does not depend on the order of tasks and cells, and is plain JSON', (hypothesis) => {
    const verdicts = decide([hypothesis])
    const mixed = decideFamily([hypothesis], { ...facts, tasks: shuffled(facts.tasks) }, shuffled(cells))
    expect(JSON.stringify(mixed)).toBe(JSON.stringify(verdicts))
    expect(JSON.parse(JSON.stringify(verdicts))).toEqual(verdicts)
    expect(JSON.stringify(verdicts)).not.toMatch(/null/)
    expect(verdicts.map(({ model }) => model)).toEqual(
      isOnAllModels(hypothesis.relation) ? ['all base models'] : ['a', 'b'],
    )
  })

  test.each(every)('$name on a missing cell, on no task and on one item is inconclusive and says why', (hypothesis) => {
    const without = cells.filter(({ task, condition }) => task !== 'cluster1/task1' || condition !== 'zero-shot-cue')
    const unread = ['comparison', 'agreement', 'replication', 'consistency', 'match', 'artefacts']
    const reads = !unread.includes(hypothesis.relation.kind)
    for (const verdict of decide([hypothesis], without)) {
      if (reads)
        expect(verdict).toMatchObject({ state: 'inconclusive', reason: 'cluster1/task1, zero-shot-cue is missing' })
    }
    for (const verdict of decideFamily([hypothesis], { ...facts, tasks: [] }, cells))
      expect(verdict).toMatchObject({ state: 'inconclusive', reason: expect.stringMatching(/held-out tasks|required|needs two clusters/) as string }) // prettier-ignore
    const single = simulateStudy({ ...TRUTH, items: 1 }, 3, 'a')
    for (const verdict of decideFamily([hypothesis], { ...facts, tasks: single.tasks }, single.cells))
      expect(verdict.state).not.toBe('supported')
    expect(decideFamily([hypothesis], facts, [])).toEqual([])
  })

  test('that is open says what would decide it', () => {
    const weak = simulateStudy({ ...TRUTH, items: 30, correlation: { xy: 0.4, xz: 0.4, yz: 0.4 } }, 5, 'weak')
    const settings = [
      decide(every),
      decideFamily(every, { ...facts, tasks: weak.tasks }, weak.cells),
      decideFamily(every, { ...facts, tasks: [] }, cells),
    ]
    const open = settings.flat().filter(({ state }) => state === 'inconclusive')
    expect(open.length).toBeGreaterThan(10)
    for (const { hypothesis, toDecide } of open) expect(toDecide.length, hypothesis).toBeGreaterThan(0)
  })

  test('never says that a difference that is not significant is none', () => {
    for (const verdict of decide(every)) {
      if (verdict.state !== 'inconclusive') continue
      expect(JSON.stringify([verdict.reason, verdict.toDecide, verdict.warnings])).not.toMatch(/no difference|the same|are equal/) // prettier-ignore
    }
  })
})
