import { expect, test } from 'vitest'
import { relativeError } from '../../fixtures/oracle/near.ts'
import rows from '../../fixtures/oracle/statistics/verdict.json' with { type: 'json' }
import { associationIn, H1 } from '../../fixtures/simulated/study.ts'
import type { CellScores } from '../measure/cell.ts'
import { decideFamily } from './family.ts'
import type { TaskFacts } from './collect.ts'
import type { AssociationEvidence, Interval, Verdict } from './verdict.ts'

// 16 tasks in 6 clusters; all 5,184 arrangements inside clusters were enumerated for the table.
const [study] = rows
const facts: TaskFacts[] = []
const cells: CellScores[] = []
study?.tasks.forEach((task, index) => {
  const name = `${task.cluster}/t${String(index + 1).padStart(2, '0')}`
  facts.push({ task: name, cluster: task.cluster, role: index % 2 === 0 ? 'held-out' : 'untouched' })
  const cell = (condition: string, weights: CellScores['weights'], digits: string) => {
    const scores = [...digits].map(Number)
    cells.push({
      task: name,
      model: 'lab',
      condition,
      weights,
      fingerprint: `${name} ${condition} ${JSON.stringify(weights)}`,
      items: scores.map((_, item) => `${name}-${String(item).padStart(4, '0')}`),
      scores,
      sumScores: scores,
      chance: scores.map(() => task.chance),
      unanswered: 0,
      tokens: { needed: 0, computed: 0, naive: 0 },
    })
  }
  task.x.forEach((digits) => { cell('gold-4', { state: 'base' }, digits) }) // prettier-ignore
  task.z.forEach((digits) => { cell('zero-shot-cue', { state: 'base' }, digits) }) // prettier-ignore
  task.y.forEach((digits, seed) => { cell('flan', { state: 'tuned', recipe: 'flan', seed: Number(study.seeds[seed]) }, digits) }) // prettier-ignore
})

const [verdict] = decideFamily([H1], { tasks: facts, seed: 7 }, cells)
if (study === undefined || verdict === undefined) throw new Error('the table holds one study')
const evidence = associationIn(verdict)
const { numbers } = study

test.each([
  ['correlation', value(evidence.correlation), numbers.correlation],
  ['lower bound', end(evidence.correlation, 'lower'), numbers.correlationBounds[0]],
  ['upper bound', end(evidence.correlation, 'upper'), numbers.correlationBounds[1]],
  ['p of the restricted permutation', p(verdict.test.raw), numbers.p],
  ['p after Holm in a family of one', value(verdict.test.adjusted), numbers.p],
  [
    'smallest attainable p',
    verdict.test.raw.state === 'estimated' ? verdict.test.raw.attainable : NaN,
    numbers.attainable,
  ],
  ['reliability of gold-4', value(evidence.reliabilities[0]?.reliability), numbers.reliability[0]],
  ['reliability of flan', value(evidence.reliabilities[1]?.reliability), numbers.reliability[1]],
  ['reliability of zero-shot-cue', value(evidence.reliabilities[2]?.reliability), numbers.reliability[2]],
  ['partial correlation', value(evidence.partial?.correlation), numbers.partial],
  ['lower bound of the partial correlation', end(evidence.partial?.correlation, 'lower'), numbers.partialBounds[0]],
  ['upper bound of the partial correlation', end(evidence.partial?.correlation, 'upper'), numbers.partialBounds[1]],
  ['prediction error without x', errorOf(evidence, 'without'), numbers.without],
  ['prediction error with x', errorOf(evidence, 'with'), numbers.with],
  ['Spearman', value(evidence.notCorrected.spearman.value), numbers.spearman],
  ['p of Spearman', p(evidence.notCorrected.spearman.p), numbers.spearmanP],
  ['lower bound of Spearman', bound(evidence.notCorrected.spearman.interval, 'lower'), numbers.spearmanBounds[0]],
  ['upper bound of Spearman', bound(evidence.notCorrected.spearman.interval, 'upper'), numbers.spearmanBounds[1]],
  ['Kendall', value(evidence.notCorrected.kendall), numbers.kendall],
])('%s: %f', (_, actual, expected) => {
  expect(relativeError(actual, Number(expected))).toBeLessThan(1e-10)
})

test.each([
  ['free permutation', p(evidence.notCorrected.freePermutation), numbers.freeP],
  ['Freedman-Lane on ranks', p(evidence.partial?.onRanks), numbers.onRanksP],
])('%s agrees within Monte-Carlo error', (_, actual, expected) => {
  // Four standard errors of 9,999 draws, and the +1 that no p may do without.
  expect(Math.abs(actual - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 9_999) + 1e-4)
})

test('observed scores of every task', () => {
  evidence.points.forEach((point, task) => {
    expect(Math.abs(point.x - Number(numbers.x[task]))).toBeLessThan(1e-14)
    expect(Math.abs(point.y - Number(numbers.y[task]))).toBeLessThan(1e-14)
  })
})

test('the words of the whole verdict', () => {
  expect(verdict).toMatchObject({
    hypothesis: 'H1',
    model: 'lab',
    state: 'supported',
    reason: 'p = .011 and the interval [.59, .94] lies above .50',
    toDecide: [],
    warnings: [],
    question: 'Is flan associated with gold-4 over held-out tasks?',
    counts: {
      tasks: 16,
      clusters: 6,
      tasksInSharedClusters: 16,
      items: { total: 864, fewest: 48, most: 60 },
      leftOutByDesign: 0,
      missing: 0,
      seeds: [{ condition: 'flan', seeds: [42, 1234, 10203] }],
    },
    test: {
      raw: { method: 'noise-centred covariance, tasks permuted inside clusters (exact)', resamples: 0 },
      members: 1,
    },
    seed: 7,
    evidence: {
      strong: true,
      partial: { state: 'inconclusive', reason: 'the interval [−.0031, .97] holds both 0 and .20', dropped: [] },
    },
  })
})

function value(quantity: { state: 'estimated'; value: number } | { state: 'undefined' } | undefined): number {
  return quantity?.state === 'estimated' ? quantity.value : NaN
}

function p(test: Verdict['test']['raw'] | undefined): number {
  return test?.state === 'estimated' ? test.p : NaN
}

function end(estimate: AssociationEvidence['correlation'] | undefined, side: 'lower' | 'upper'): number {
  return estimate?.state === 'estimated' ? bound(estimate.interval, side) : NaN
}

function bound(interval: Interval, side: 'lower' | 'upper'): number {
  return interval.state === 'estimated' ? interval[side] : NaN
}

function errorOf({ partial }: AssociationEvidence, kind: 'with' | 'without'): number {
  return partial?.prediction.state === 'estimated' ? partial.prediction[kind] : NaN
}
