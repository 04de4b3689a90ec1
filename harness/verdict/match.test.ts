import { describe, expect, test } from 'vitest'
import { simulateBases } from '../../fixtures/simulated/bases.ts'
import { claim, RELATION } from '../../fixtures/simulated/claims.ts'
import { simulateFailures, type FailingModel } from '../../fixtures/simulated/failures.ts'
import type { CellScores } from '../measure/cell.ts'
import { decideFamily } from './family.ts'
import type { Quantity } from './verdict.ts'

/** What is hard for it is hard for all. */
const MODEL: FailingModel = { level: 1, taskSpread: 0, slope: 1, own: 0, seeds: [42, 1234] }
/** Tasks and clusters enough to exclude what is small. */
const MANY = {
  clusters: Array.from({ length: 30 }, () => 3),
  items: 200,
  taskSpread: 1.5,
  itemSpread: 1,
  options: [0, 2, 4],
  models: 2,
  shared: 0.6,
}

/** Some tasks are hard for it and the models tuned from it alone. */
const OWN = { ...MODEL, taskSpread: 1.5 }

function decide(models: readonly FailingModel[], change = (cells: CellScores[]) => cells, taskSpread = 1) {
  const { tasks, cells } = simulateFailures({ items: 200, taskSpread, itemSpread: 1, models }, 1)
  const [verdict] = decideFamily([claim(RELATION.match)], { tasks, seed: 7 }, change(cells))
  if (verdict?.evidence.kind !== 'match') throw new Error('expected a match')
  return { ...verdict, evidence: verdict.evidence }
}

const value = (found: Quantity) => (found.state === 'estimated' ? found.value : NaN)

describe('matched against mismatched base models', () => {
  test('is supported where tasks are hard for one base model and the models tuned from it alone', () => {
    const { state, model, reason, counts, warnings, test: planned, evidence } = decide([OWN, OWN, OWN])
    expect({ state, model }).toEqual({ state: 'supported', model: 'all base models' })
    expect(reason).toMatch(/^p = \.\d+ in every base model, and the interval \[\d?\.\d\d, \d?\.\d\d\] lies above 0$/)
    expect(counts).toMatchObject({ tasks: 13, items: { total: 2600 }, seeds: [{ condition: 'flan', seeds: [42, 1234] }] }) // prettier-ignore
    expect(warnings).toEqual(['scores of flan are means over 2 seeds: the interval is about these seeds'])
    expect(evidence.models.map((row) => [row.model, row.others.map((other) => other.model)])).toEqual([
      ['a', ['b', 'c']],
      ['b', ['a', 'c']],
      ['c', ['a', 'b']],
    ])
    const ps = evidence.models.map(({ p }) => (p.state === 'estimated' ? p.p : NaN))
    expect(planned).toMatchObject({ raw: { p: Math.max(...ps), alternative: 'greater' }, members: 1 })
  })

  test('says the correlation with the own base model, with the others, and the one less the other', () => {
    for (const row of decide([OWN, OWN, OWN]).evidence.models) {
      const others = row.others.map(({ correlation }) => Math.atanh(value(correlation)))
      expect(value(row.mismatched)).toBeCloseTo(Math.tanh((Number(others[0]) + Number(others[1])) / 2), 12)
      if (row.specificity.state === 'undefined') throw new Error(row.specificity.reason)
      const cut = Math.min(0.995, value(row.matched))
      expect(row.specificity.value).toBeCloseTo(Math.atanh(cut) - Math.atanh(value(row.mismatched)), 12)
    }
  })

  test('is refuted where all models share which tasks are hard, and nothing else', () => {
    const { tasks, cells } = simulateBases({ ...MANY, own: 0 }, 1)
    expect(decideFamily([claim({ ...RELATION.match, minimum: 0.5 })], { tasks, seed: 7 }, cells)[0]).toMatchObject({
      state: 'refuted',
      reason: expect.stringMatching(/lies below \.50: what is its own, if anything, is smaller than what was declared to matter/) as unknown, // prettier-ignore
    })
  })

  test('is not supported where the models were tuned from each other’s base', () => {
    const crossed = (cells: CellScores[]) =>
      cells.map((cell) => (cell.weights.state === 'tuned' ? { ...cell, model: cell.model === 'a' ? 'b' : 'a' } : cell))
    expect(decide([OWN, OWN], crossed)).toMatchObject({ state: 'refuted', test: { raw: { alternative: 'greater' } } })
  })

  test('is open where tasks differ in nothing but noise, and says which scores', () => {
    const { state, reason, toDecide } = decide([MODEL, MODEL], undefined, 0)
    expect(state).toBe('inconclusive')
    expect(reason).toContain('the reliability of flan of b is')
    expect(toDecide.length).toBeGreaterThan(0)
  })
})

test('items are paired by their ids over all base models, in whatever order a cell lists them', () => {
  const turned = (cells: CellScores[]) =>
    cells.map((cell) => {
      if (cell.model !== 'b') return cell
      const [items, scores] = [cell.items.toReversed(), cell.scores.toReversed()]
      return { ...cell, items, scores, sumScores: scores }
    })
  expect(decide([OWN, OWN], turned)).toEqual(decide([OWN, OWN]))
})

describe('what cannot be computed', () => {
  test('one base model asks for another', () => {
    expect(decide([OWN])).toMatchObject({
      state: 'inconclusive',
      reason: '1 base model: what is its own needs another to compare with',
      toDecide: [{ need: 2, text: 'add a base model with models tuned from it to the study' }],
      evidence: { specificity: { state: 'undefined' } },
    })
  })

  test('a missing cell is named with its model', () => {
    const without = (cells: CellScores[]) =>
      cells.filter(({ task, model, condition }) => !(task === 'cluster3/task' && model === 'b' && condition === 'gold-4')) // prettier-ignore
    expect(decide([OWN, OWN], without)).toMatchObject({
      state: 'inconclusive',
      reason: 'b: cluster3/task, gold-4 is missing',
    })
  })
})
