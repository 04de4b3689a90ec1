import { expect, test } from 'vitest'
import { H1_RELATION, normal, simulateStudy, type Truth } from '../../fixtures/simulated/study.ts'
import { correctedCorrelation } from '../statistics/correctedCorrelation.ts'
import { pearson } from '../statistics/pearson.ts'
import { permutationTest } from '../statistics/permutation.ts'
import { stream, type Stream } from '../statistics/random.ts'
import { entry, trueCovariance } from '../statistics/trueCovariance.ts'
import { collectCells } from './collect.ts'
import { correlationOf, observed } from './estimates.ts'
import { partialOf } from './partial.ts'
import { sampleTasks, type Sample } from './sample.ts'

/** 37 tasks in 12 unequal clusters, as in the study that this harness was made for. */
const STUDY: Truth = {
  clusters: [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 7],
  items: 100,
  correlation: { xy: 0, xz: 0, yz: 0 },
  taskSpread: 0.8,
  itemSpread: 1.5,
  options: [0, 2, 4],
  seeds: [42],
}

test.each([
  [50, 0, 0.15, 0],
  [50, 0.6, 0.43, 0.69],
  [500, 0.6, 0.58, 0.62],
])(
  'with %i items and a true correlation of %f, correction brings the median from %f to %f',
  (items, truth, naive, corrected) => {
    const narrow = { clusters: Array.from({ length: 20 }, () => 1), taskSpread: 0.4, itemSpread: 1.5, options: [0] }
    const sets = samples(
      { ...STUDY, ...narrow, items, correlation: { xy: truth, xz: 0, yz: 0 } },
      items > 100 ? 60 : 300,
    )
    // Single sets of 20 tasks scatter by .2 and more; their median over 200 sets by about .03.
    expect(Math.abs(median(sets.map(observedCorrelation)) - naive)).toBeLessThan(0.1)
    expect(Math.abs(median(sets.flatMap(trueCorrelation)) - corrected)).toBeLessThan(0.13)
  },
)

test('without association the centred test rejects at most 8 % of 200 studies with shared items, where the plain one rejects more', () => {
  const sets = samples({ ...STUDY, items: 50 }, 200)
  const centred = sets.filter((sample) => permutationP(sample, 'centred') <= 0.05).length
  const plain = sets.filter((sample) => permutationP(sample, 'plain') <= 0.05).length
  expect(centred).toBeLessThanOrEqual(16)
  expect(plain).toBeGreaterThan(centred)
})

test('a true correlation of .85 is found by the centred test in at least 90 % of studies with 100 items a task', () => {
  const sets = samples({ ...STUDY, taskSpread: 1.2, correlation: { xy: 0.85, xz: 0.5, yz: 0.5 } }, 50)
  expect(sets.filter((sample) => permutationP(sample, 'centred') <= 0.05).length).toBeGreaterThanOrEqual(45)
})

test.each([0, 0.85])(
  'the jackknife interval covers a true correlation of %f in 92 to 98 per cent of studies with 100 items a task',
  (xy) => {
    const truth = { ...STUDY, taskSpread: 1.2, correlation: { xy, xz: 0.5 * xy, yz: 0.5 * xy } }
    const target = scoreCorrelation(truth, stream(1, 'target'))
    const covered = samples(truth, 100).filter((sample) => {
      const { interval } = defined(correlationOf(sample, 0.95))
      return interval.state === 'estimated' && interval.lower <= target && target <= interval.upper
    }).length
    // The bar is 92 % of many sets; two standard errors of a share observed in 100 sets lower it to 86 %.
    expect(covered).toBeGreaterThanOrEqual(86)
  },
)

test('an association that zero-shot level explains leaves 0 out of the partial interval in at most 8 % of studies', () => {
  const truth = { ...STUDY, taskSpread: 1.2, correlation: { xy: 0.49, xz: 0.7, yz: 0.7 } }
  const wrong = samples(truth, 100, ['gold-4', 'flan', 'zero-shot-cue', 'chance']).filter((sample) => {
    const partial = partialOf(sample, 0.95)
    if (partial.state === 'undefined' || partial.interval.state === 'undefined') return false
    return partial.interval.lower > 0 || partial.interval.upper < 0
  }).length
  expect(wrong).toBeLessThanOrEqual(8)
})

test('the variance between three seeds is taken out, and counted once', () => {
  const truth = {
    ...STUDY,
    items: 40,
    taskSpread: 1,
    seeds: [1, 2, 3],
    seedSpread: 0.8,
    correlation: { xy: 0.8, xz: 0, yz: 0 },
  }
  const target = scoreCorrelation(truth, stream(2, 'target'))
  expect(Math.abs(median(samples(truth, 100).flatMap(trueCorrelation)) - target)).toBeLessThan(0.05)
})

function samples(truth: Truth, sets: number, variables: readonly string[] = ['gold-4', 'flan']): Sample[] {
  return Array.from({ length: sets }, (_, set) => {
    const { tasks, cells } = simulateStudy(truth, set)
    const collected = collectCells(H1_RELATION, tasks, cells, 'lab')
    if (collected.state === 'faulty') throw new Error(collected.faults.join('; '))
    return defined(sampleTasks(collected.tasks, variables))
  })
}

function observedCorrelation(sample: Sample): number {
  return defined(pearson(observed(sample, 0), observed(sample, 1))).value
}

/** The corrected correlation, or none where noise explains all that is seen (7 % of the sets with 50 items). */
function trueCorrelation(sample: Sample): number[] {
  const rho = correctedCorrelation(defined(trueCovariance(sample.tasks.map(({ estimate }) => estimate))), 0, 1)
  return rho.state === 'undefined' ? [] : [rho.value]
}

function permutationP(sample: Sample, kind: 'centred' | 'plain'): number {
  const covariance = defined(trueCovariance(sample.tasks.map(({ estimate }) => estimate)))
  const result = permutationTest(observed(sample, 0), observed(sample, 1), {
    clusters: sample.tasks.map(({ facts }) => facts.cluster),
    sharedNoise: kind === 'centred' ? entry(covariance.noise, 0, 1) : 0,
    alternative: 'greater',
    seed: 1,
    purpose: 'calibration',
    resamples: 999,
  })
  return defined(result).p
}

/** Correlation of the tasks' expected scores, which a logistic curve bends a little away from that of their logits. */
function scoreCorrelation({ correlation: { xy }, taskSpread, itemSpread }: Truth, next: Stream): number {
  const hard = Array.from({ length: 40 }, () => itemSpread * normal(next))
  const score = (logit: number) => hard.reduce((sum, h) => sum + 1 / (1 + Math.exp(h - logit)), 0) / hard.length
  const points = Array.from({ length: 4_000 }, () => {
    const [a, b] = [normal(next), normal(next)]
    return [score(taskSpread * a), score(taskSpread * (xy * a + Math.sqrt(1 - xy * xy) * b))] as const
  })
  return defined(pearson(points.map(([x]) => x), points.map(([, y]) => y))).value // prettier-ignore
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Number(sorted[Math.floor(sorted.length / 2)])
}

function defined<Outcome extends { state: string }>(outcome: Outcome): Exclude<Outcome, { state: 'undefined' }> {
  if (outcome.state === 'undefined') throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<Outcome, { state: 'undefined' }>
}
