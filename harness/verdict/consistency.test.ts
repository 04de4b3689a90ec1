import { describe, expect, test } from 'vitest'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import { simulateFailures, type FailingModel } from '../../fixtures/simulated/failures.ts'
import type { CellScores } from '../measure/cell.ts'
import { decideFamily } from './family.ts'

const MODEL: FailingModel = { level: 1, taskSpread: 0, slope: 1, own: 0, seeds: [42] }
const OWN = { ...MODEL, own: 2 }

const study = (models: readonly FailingModel[], items: number) =>
  simulateFailures({ items, taskSpread: 0.5, itemSpread: 2, models }, 1)

function decide(models: readonly FailingModel[], items: number, change = (cells: CellScores[]) => cells) {
  const { tasks, cells } = study(models, items)
  const [verdict] = decideFamily([claim(RELATION.consistency)], { tasks, seed: 7 }, change(cells))
  if (verdict?.evidence.kind !== 'consistency') throw new Error('expected a consistency')
  return { ...verdict, evidence: verdict.evidence }
}

describe('item-level consistency over base models', () => {
  test('is supported where tuned models fail on what is hard for their own base model alone', () => {
    const { state, model, reason, counts, test: planned, evidence } = decide([OWN, OWN, OWN], 40)
    expect({ state, model }).toEqual({ state: 'supported', model: 'all base models' })
    expect(reason).toMatch(/^p = \.\d+ in every base model, and the interval \[\.\d\d, \.\d\d\] lies above 0$/)
    expect(counts).toMatchObject({ tasks: 13, items: { total: 520 }, seeds: [{ condition: 'flan', seeds: [42] }] })
    expect(evidence.models.map((row) => [row.model, row.others.map((other) => other.model)])).toEqual([
      ['a', ['b', 'c']],
      ['b', ['a', 'c']],
      ['c', ['a', 'b']],
    ])
    const ps = evidence.models.map(({ p }) => (p.state === 'estimated' ? p.p : NaN))
    expect(planned).toMatchObject({ raw: { p: Math.max(...ps), alternative: 'greater' }, members: 1 })
  })

  test('says what is matched, what is not, and the one less the other', () => {
    for (const row of decide([OWN, OWN, OWN], 40).evidence.models) {
      const value = (found: { state: 'estimated'; value: number } | { state: 'undefined' }) =>
        found.state === 'estimated' ? found.value : NaN
      const others = row.others.map(({ consistency }) => value(consistency))
      expect(value(row.mismatched)).toBeCloseTo((Number(others[0]) + Number(others[1])) / 2, 12)
      expect(value(row.specificity)).toBeCloseTo(value(row.matched) - value(row.mismatched), 12)
      expect(value(row.oddsRatio)).toBeGreaterThan(1)
    }
  })

  test('is refuted where all models share which items are hard, and nothing else', () => {
    const { state, reason } = decide([MODEL, MODEL], 250)
    expect(state).toBe('refuted')
    expect(reason).toMatch(/lies below \.05: a consistency of their own, if any, is smaller than what was declared/)
  })

  test('is open, not supported, where kappas differ only because one base model is better', () => {
    const { state, reason, toDecide } = decide([{ ...MODEL, level: 2.5 }, { ...MODEL, level: -0.5 }], 250) // prettier-ignore
    expect(state).toBe('inconclusive')
    expect(reason).toMatch(/lies above 0, but odds ratios do not confirm it in every base model: p = \./)
    expect(toDecide[0]?.text).toBe('b fails with its own base model no more than with others, by odds ratios: more items are not known to help') // prettier-ignore
  })

  test('is open on few items, and says how many would do', () => {
    const { state, toDecide } = decide([{ ...MODEL, own: 1 }, { ...MODEL, own: 1 }], 20) // prettier-ignore
    expect(state).toBe('inconclusive')
    expect(toDecide[0]).toMatchObject({ what: 'items', have: 260 })
    expect(toDecide[0]?.text).toMatch(/^about [\d,]+ items in these tasks would put the interval (above 0|below \.05), if the specificity stays at /) // prettier-ignore
  })

  test('counts each seed once, and says that it is about these seeds', () => {
    const { counts, warnings, evidence } = decide([{ ...OWN, seeds: [1, 2, 3] }, { ...OWN, seeds: [2, 1] }], 20) // prettier-ignore
    expect(counts.seeds).toEqual([{ condition: 'flan', seeds: [1, 2, 3] }])
    expect(warnings).toEqual(['consistencies of flan are means over 3 seeds: the interval is about these seeds'])
    expect(evidence.specificity.state).toBe('estimated')
  })
})

test('items are paired by their ids over all base models, in whatever order a cell lists them', () => {
  const turned = (cells: CellScores[]) =>
    cells.map((cell) => {
      if (cell.model !== 'b') return cell
      const [items, scores] = [cell.items.toReversed(), cell.scores.toReversed()]
      return { ...cell, items, scores, sumScores: scores }
    })
  expect(decide([OWN, OWN], 20, turned)).toEqual(decide([OWN, OWN], 20))
})

describe('what cannot be computed', () => {
  const bothOwn = [OWN, OWN]

  test('a consistency with one base model asks for another', () => {
    expect(decide([OWN], 20)).toMatchObject({
      state: 'inconclusive',
      reason: '1 base model: consistency with the own one needs another to compare with',
      toDecide: [{ need: 2, text: 'add a base model with models tuned from it to the study' }],
      evidence: { specificity: { state: 'undefined' }, models: [{ matched: { state: 'estimated' }, others: [] }] },
    })
  })

  test('a kappa of models that are always right is named', () => {
    const allRight = (cells: CellScores[]) =>
      cells.map((cell) => (cell.model === 'b' ? { ...cell, scores: cell.scores.map(() => 1) } : cell))
    expect(decide(bothOwn, 20, allRight)).toMatchObject({
      state: 'inconclusive',
      reason: 'b: the statistic of the data has no value',
    })
  })

  test('scores between right and wrong are refused', () => {
    const graded = (cells: CellScores[]) => cells.map((cell) => ({ ...cell, scores: cell.scores.map(() => 0.5) }))
    expect(decide(bothOwn, 20, graded).reason).toBe('cluster0/task: expected scores of 0 or 1')
  })

  test('a cell that is missing is named with its model', () => {
    const without = (cells: CellScores[]) =>
      cells.filter(({ model, condition, task }) => model !== 'b' || condition !== 'gold-4' || task !== 'cluster3/task')
    expect(decide(bothOwn, 20, without)).toMatchObject({
      state: 'inconclusive',
      reason: 'b: cluster3/task, gold-4 is missing',
      toDecide: [{ what: 'cells', need: 1 }],
    })
  })

  test('items that one model lacks are left out of all, and too many of them leave it open', () => {
    const lacking = (cells: CellScores[]) =>
      cells.map((cell) => {
        if (cell.model !== 'b' || cell.condition !== 'flan' || cell.task === 'cluster0/task') return cell
        const [items, scores, chance] = [cell.items.slice(2), cell.scores.slice(2), cell.chance.slice(2)]
        return { ...cell, items, scores, sumScores: scores, chance }
      })
    expect(decide(bothOwn, 20, lacking)).toMatchObject({
      state: 'inconclusive',
      reason: 'missing items: 24 of 260 declared items',
      toDecide: [{ text: 'score the 24 missing items' }],
    })
  })
})
