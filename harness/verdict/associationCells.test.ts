import { describe, expect, test } from 'vitest'
import { decide, isFlan, STRONG } from '../../fixtures/simulated/strong.ts'
import { associationIn, H1, H1_RELATION, simulateStudy } from '../../fixtures/simulated/study.ts'
import type { CellScores } from '../measure/cell.ts'
import { decideFamily } from './family.ts'

describe('cells', () => {
  test('a missing cell makes the verdict inconclusive and is named', () => {
    const study = simulateStudy(STRONG, 3)
    const cells = study.cells.filter((cell) => !(cell.task === 'cluster2/task1' && isFlan(cell, 1234)))
    const verdict = decide({ ...study, cells })
    expect(verdict).toMatchObject({
      state: 'inconclusive',
      reason: 'cluster2/task1, flan seed 1234 is missing',
      evidence: { points: [] },
    })
    expect(verdict.toDecide).toEqual([
      { what: 'cells', have: 0, need: 1, text: 'compute 1 cell: cluster2/task1, flan seed 1234 is missing' },
    ])
    expect(associationIn(verdict).correlation).toEqual({ state: 'undefined', reason: '1 cell fault' })
  })

  test('a condition without any cell is named once', () => {
    const study = simulateStudy(STRONG, 3)
    const cells = study.cells.filter(({ condition }) => condition !== 'zero-shot-cue')
    expect(decide({ ...study, cells }).reason).toBe('every cell of zero-shot-cue is missing')
  })

  test('cells of tasks and conditions that the hypothesis does not name are ignored', () => {
    const study = simulateStudy(STRONG, 3)
    const [first] = study.cells
    if (first === undefined) throw new Error('a study has cells')
    const others = [
      { ...first, condition: 'layout', scores: [] },
      { ...first, task: 'elsewhere/task', scores: [] },
    ]
    expect(decide({ ...study, cells: [...study.cells, ...others] })).toEqual(decide(study))
  })

  test('a score outside [0, 1] is never averaged', () => {
    const study = simulateStudy(STRONG, 3)
    const cells = study.cells.map((cell, index) =>
      index === 0 ? { ...cell, scores: cell.scores.map(() => NaN) } : cell,
    )
    expect(decide({ ...study, cells }).reason).toBe('cluster1/task1, gold-4: a score is not in [0, 1]: NaN')
  })

  test('the same cell twice is one cell; two different ones are a fault', () => {
    const study = simulateStudy(STRONG, 3)
    expect(decide({ ...study, cells: [...study.cells, ...study.cells.slice(0, 5)] })).toEqual(decide(study))
    const [first] = study.cells
    if (first === undefined) throw new Error('a study has cells')
    const stale = { ...first, fingerprint: 'stale' }
    expect(decide({ ...study, cells: [...study.cells, stale] }).reason).toBe(
      'cluster1/task1, gold-4 is there twice, with different contents',
    )
  })

  test('a base model that answers after exemplars of three writers has three seeds', () => {
    const study = simulateStudy(STRONG, 3)
    const cells = study.cells.map((cell): CellScores => {
      const { weights } = cell
      return weights.state === 'tuned'
        ? { ...cell, weights: { state: 'base' }, writer: { recipe: 'samplegen', seed: weights.seed } }
        : cell
    })
    expect(decide({ ...study, cells })).toEqual(decide(study))
  })

  test('only tasks of the declared roles count', () => {
    const study = simulateStudy(STRONG, 3)
    const tasks = study.tasks.map((facts, index) => ({ ...facts, role: index < 8 ? ('trained' as const) : facts.role }))
    expect(decide({ ...study, tasks }).counts.tasks).toBe(14)
    const trained = { ...H1, relation: { ...H1_RELATION, over: 'trained tasks' as const } }
    expect(decideFamily([trained], { tasks: tasks, seed: 7 }, study.cells)[0]?.counts.tasks).toBe(8)
  })
})

describe('items', () => {
  test('a condition declared to use the first 20 items is paired on them, and nothing is missing', () => {
    const study = simulateStudy(STRONG, 3)
    const verdict = decide({
      ...study,
      cells: study.cells.map((cell) => (isFlan(cell) ? keep(cell, (_, at) => at < 20) : cell)),
    })
    expect(verdict.counts).toMatchObject({ items: { fewest: 20, most: 20 }, leftOutByDesign: 22 * 60, missing: 0 })
    expect(verdict.warnings).toContain('1,320 items left out: one of the conditions is declared to use fewer')
  })

  test('items missing within the declared sets are counted, and above 1 % nothing is concluded', () => {
    const study = simulateStudy(STRONG, 3)
    const without = (share: number) =>
      study.cells.map((cell) =>
        cell.condition === 'gold-4' ? keep(cell, (_, at) => at % Math.round(1 / share) !== 3) : cell,
      )
    const few = decide({
      ...study,
      cells: study.cells.map((cell, index) => (index === 0 ? keep(cell, (_, at) => at !== 5) : cell)),
    })
    expect(few).toMatchObject({ state: 'supported', counts: { missing: 1, leftOutByDesign: 0 } })
    expect(few.warnings).toEqual(['1 item left out: missing under some condition'])
    const [longest] = study.cells
    if (longest === undefined) throw new Error('a study has cells')
    const many = decide({ ...study, cells: [longest, ...without(0.05).slice(1)] })
    expect(many).toMatchObject({ state: 'inconclusive', counts: { missing: 84 } })
    expect(many.reason).toBe('missing items: 84 of 1,760 declared items')
    expect(many.toDecide[0]).toMatchObject({ what: 'cells', text: 'score the 84 missing items' })
  })
})

function keep(cell: CellScores, wanted: (item: string, at: number) => boolean): CellScores {
  const at = (_: unknown, index: number) => wanted(cell.items[index] ?? '', index)
  return { ...cell, items: cell.items.filter(at), scores: cell.scores.filter(at), chance: cell.chance.filter(at) }
}
