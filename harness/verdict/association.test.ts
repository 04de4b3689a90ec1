import { describe, expect, test } from 'vitest'
import { decide, isFlan, STRONG } from '../../fixtures/simulated/strong.ts'
import { associationIn, H1, H1_RELATION, simulateStudy, type Truth } from '../../fixtures/simulated/study.ts'
import { holm } from '../statistics/holm.ts'
import { shuffle, stream } from '../statistics/random.ts'
import { decideFamily } from './family.ts'

const NONE: Truth = { ...STRONG, clusters: Array.from({ length: 16 }, () => 4), correlation: { xy: 0, xz: 0, yz: 0 } }

describe('the decision table', () => {
  test('a strong association is supported', () => {
    const verdict = decide(simulateStudy(STRONG, 3))
    expect(verdict).toMatchObject({ state: 'supported', toDecide: [], evidence: { strong: true } })
    expect(verdict.reason).toMatch(/^p = \.\d+ and the interval \[\.\d\d, \.\d\d\] lies above \.50$/)
  })

  test('a supported association below the minimum is not strong', () => {
    const study = simulateStudy(STRONG, 3)
    const strict = { ...H1, relation: { ...H1_RELATION, minimum: 0.95 } }
    expect(decideFamily([strict], { tasks: study.tasks, seed: 7 }, study.cells)).toMatchObject([
      { state: 'supported', evidence: { strong: false } },
    ])
  })

  test('no association over many tasks is refuted', () => {
    const verdict = decide(simulateStudy(NONE, 1))
    expect(verdict).toMatchObject({ state: 'refuted', toDecide: [], evidence: { strong: false } })
    expect(verdict.reason).toMatch(
      /lies below \.50: an association, if any, is smaller than what was declared to matter$/,
    )
  })

  test('a weak association over few tasks is inconclusive, and the tasks that would decide it are counted', () => {
    const verdict = decide(simulateStudy({ ...STRONG, correlation: { xy: 0.3, xz: 0, yz: 0 } }, 3))
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toMatch(/^the interval \[−\.\d\d, \.\d\d\] holds both 0 and \.50$/)
    const [need] = verdict.toDecide
    expect(need).toMatchObject({ what: 'tasks', have: 22 })
    expect(Number(need?.need)).toBeGreaterThan(22)
  })

  test('with few items task differences drown in noise, and the items needed are counted', () => {
    const verdict = decide(simulateStudy({ ...STRONG, items: 6, taskSpread: 0.4, itemSpread: 2 }, 2))
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.reason).toContain('task differences drown in item noise: the reliability of gold-4 is')
    expect(verdict.toDecide.map(({ what }) => what)).toContain('items per task')
  })

  test('too few tasks and clusters are told together, each with what to add', () => {
    const verdict = decide(simulateStudy({ ...STRONG, clusters: [1, 1, 2] }, 3))
    expect(verdict.reason).toMatch(
      /^4 tasks, 12 are required; 3 clusters, 5 are required; 2 tasks in clusters of several, 6 are required/,
    )
    expect(verdict.toDecide.slice(0, 3).map(({ what, need }) => [what, need])).toEqual([
      ['tasks', 12],
      ['clusters', 5],
      ['tasks in existing clusters', 7],
    ])
  })

  test('when every task is alone in its cluster nothing can be permuted', () => {
    const verdict = decide(simulateStudy({ ...STRONG, clusters: Array.from({ length: 20 }, () => 1) }, 3))
    expect(verdict.reason).toContain('0 tasks in clusters of several, 6 are required')
    expect(verdict.reason).toContain('too few arrangements: no p below 1 is possible')
    expect(verdict.toDecide[0]?.text).toBe(
      'add 4 tasks to existing clusters, so that tasks can be permuted inside them',
    )
  })
})

describe('the partial correlation', () => {
  test('an association beyond zero-shot level is supported', () => {
    expect(associationIn(decide(simulateStudy(STRONG, 3))).partial).toMatchObject({
      state: 'supported',
      given: ['zero-shot-cue', 'chance'],
    })
  })

  test('an association that zero-shot level explains is refuted over many tasks', () => {
    const many = { ...NONE, clusters: Array.from({ length: 36 }, () => 4), items: 60, seeds: [1] }
    const verdict = decide(simulateStudy({ ...many, correlation: { xy: 0.4, xz: 0.7, yz: 0.7 } }, 1))
    expect(associationIn(verdict).partial).toMatchObject({ state: 'refuted', toDecide: [] })
  })

  test('what would decide an open one is tasks and clusters, not items alone', () => {
    const verdict = decide(simulateStudy({ ...STRONG, correlation: { xy: 0.5, xz: 0.5, yz: 0.5 } }, 4))
    expect(associationIn(verdict).partial?.state).toBe('inconclusive')
    expect(associationIn(verdict).partial?.toDecide[0]?.text).toMatch(
      /; more clusters with them, more items alone would not do$/,
    )
  })

  test('a chance level that all tasks share is dropped with a warning', () => {
    const verdict = decide(simulateStudy({ ...STRONG, options: [4] }, 3))
    expect(associationIn(verdict).partial?.dropped).toEqual([{ control: 'chance', reason: 'the same in every task' }])
    expect(verdict.warnings).toContain('control chance was dropped: the same in every task')
  })

  test('a hypothesis without controls has none', () => {
    const study = simulateStudy(STRONG, 3)
    const plain = { ...H1, relation: { ...H1_RELATION, given: [] } }
    expect(decideFamily([plain], { tasks: study.tasks, seed: 7 }, study.cells)[0]?.evidence).not.toHaveProperty(
      'partial',
    )
  })

  test('x as its own control leaves nothing to explain', () => {
    const study = simulateStudy(STRONG, 3)
    const circular = { ...H1, relation: { ...H1_RELATION, given: ['gold-4'] } }
    const [verdict] = decideFamily([circular], { tasks: study.tasks, seed: 7 }, study.cells)
    expect(verdict && associationIn(verdict).partial).toMatchObject({
      state: 'inconclusive',
      correlation: { state: 'undefined' },
    })
  })
})

describe('a verdict', () => {
  test('does not depend on the order of tasks, cells or items, to the last byte', () => {
    const study = simulateStudy(STRONG, 3)
    const next = stream(1, 'order')
    const mixed = <T>(values: readonly T[]): T[] => {
      const order = values.map((_, index) => index)
      shuffle(order, next)
      return order.flatMap((index) => values.slice(index, index + 1))
    }
    const cells = mixed(study.cells).map((cell) => {
      const order = mixed(cell.items.map((_, index) => index))
      const by = <T>(values: readonly T[]) => order.flatMap((index) => values.slice(index, index + 1))
      return { ...cell, items: by(cell.items), scores: by(cell.scores), chance: by(cell.chance) }
    })
    expect(JSON.stringify(decide({ tasks: mixed(study.tasks), cells }))).toBe(JSON.stringify(decide(study)))
  })

  test('is plain JSON: nothing is lost on the way through text', () => {
    for (const study of [
      simulateStudy(STRONG, 3),
      simulateStudy({ ...STRONG, clusters: [1] }, 3),
      { tasks: [], cells: simulateStudy(STRONG, 3).cells },
    ]) {
      const verdict = decide(study)
      expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict)
    }
  })

  test('is given for each base model, with Holm over them', () => {
    const a = simulateStudy(STRONG, 3, 'a')
    const b = simulateStudy({ ...STRONG, correlation: { xy: 0.5, xz: 0, yz: 0 } }, 8, 'b')
    const broken = simulateStudy(STRONG, 4, 'c').cells.filter(({ condition }) => condition !== 'flan')
    const verdicts = decideFamily([H1], { tasks: a.tasks, seed: 7 }, [...b.cells, ...a.cells, ...broken])
    expect(verdicts.map(({ model }) => model)).toEqual(['a', 'b', 'c'])
    const [first, second, third] = verdicts.map(({ test }) => test)
    if (first?.raw.state !== 'estimated' || second?.raw.state !== 'estimated')
      throw new Error('two models can be tested')
    const [a1, b1] = holm([first.raw.p, second.raw.p, 1])
    expect([first.adjusted, second.adjusted]).toEqual([a1, b1].map((value) => ({ state: 'estimated', value })))
    expect(a1).toBeGreaterThan(first.raw.p)
    expect(third).toMatchObject({ adjusted: { state: 'undefined' }, members: 3 })
  })

  test('names a single seed as a doubt', () => {
    expect(decide(simulateStudy({ ...STRONG, seeds: [42] }, 3)).warnings).toContain(
      'one seed of flan: the variance between seeds is unknown and stays in',
    )
  })

  test('on no task, one task, one item or constant scores is inconclusive with a reason, and never throws', () => {
    const study = simulateStudy(STRONG, 3)
    expect(decide({ ...study, tasks: [] })).toMatchObject({ state: 'inconclusive', reason: 'no held-out tasks' })
    expect(decide(simulateStudy({ ...STRONG, clusters: [1] }, 3))).toMatchObject({
      state: 'inconclusive',
      counts: { tasks: 1 },
    })
    const why = 'task cluster1/task1: item noise needs two items, got 1'
    expect(decide(simulateStudy({ ...STRONG, items: 1 }, 3))).toMatchObject({
      reason: why,
      toDecide: [{ text: `change what keeps it from being computed: ${why}` }],
    })
    expect(decide({ ...study, tasks: [] }).toDecide).toMatchObject([{ what: 'tasks', text: 'add held-out tasks' }])
    const constant = study.cells.map((cell) => (isFlan(cell) ? { ...cell, scores: cell.scores.map(() => 1) } : cell))
    const verdict = decide({ ...study, cells: constant })
    expect(verdict.reason).toBe('no task differences under flan: its score is the same in all 22 tasks')
    expect(verdict.test.raw).toEqual({ state: 'undefined', reason: 'all 22 values of y are equal' })
    expect(associationIn(verdict).notCorrected.spearman.value.state).toBe('undefined')
    expect(decideFamily([H1], { tasks: study.tasks, seed: 7 }, [])).toEqual([])
  })
})
