import { differenceInDifferences, linearTrend, type Contrast } from '../statistics/contrast.ts'
import { macroDifference, type TaskDifferences } from '../statistics/macroDifference.ts'
import { commonDifference, macroEquivalence } from '../statistics/macroEquivalence.ts'
import { pairedComparison } from '../statistics/pairedComparison.ts'
import { signFlip } from '../statistics/signFlip.ts'
import type { Equivalence } from '../statistics/tost.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { Difference } from '../suite/hypothesis.ts'
import { asEquality, asPValue } from './estimates.ts'
import type { PairedTask } from './pairedScores.ts'
import type { DifferenceEvidence, Estimate, Interval, PValue } from './verdict.ts'

/** The estimates behind a verdict on a difference, and the differences of the items themselves. */
export type DifferenceEstimates = Pick<DifferenceEvidence, 'difference' | 'intervals' | 'zero' | 'equivalence'> & {
  tasks: TaskDifferences[]
}

/** Mean difference over tasks, its interval for either claim, and both tests for the declared one. */
export function estimateDifference(
  relation: Difference,
  paired: readonly PairedTask[],
  alpha: number,
  seed: number,
): DifferenceEstimates {
  const contrasts = paired.map(({ scores }) => itemDifferences(relation, scores))
  const fault = contrasts.findIndex(({ state }) => state === 'undefined')
  const tasks = paired.map(({ facts: { task, cluster } }, index) => {
    const contrast = contrasts[index]
    return { task, cluster, differences: contrast?.state === 'estimated' ? contrast.values : [] }
  })
  const broken = contrasts[fault]
  if (broken?.state === 'undefined')
    return nothing(notComputable(`task ${tasks[fault]?.task}: ${broken.reason}`), tasks)
  const mean = macroDifference(tasks, 1 - alpha)
  if (mean.state === 'undefined') return nothing(mean, tasks)

  const [first] = contrasts
  const reach = first?.state === 'estimated' ? first.reach : 1
  const both = macroEquivalence(tasks, relation.margin, { alpha, reach })
  const { generalise } = relation
  const common = commonDifference(tasks, reach)
  const items =
    mean.overItems.state === 'undefined' && common !== undefined
      ? asInterval(
          { state: 'estimated', lower: common.lower(alpha / 2), upper: common.upper(alpha / 2), level: 1 - alpha },
          'exact bound',
        )
      : asInterval(mean.overItems, 't over items, Satterthwaite')
  const clusters = asInterval(mean.overTasks, 'delete-one-cluster jackknife-t')
  const estimates = {
    difference: {
      state: 'estimated' as const,
      value: mean.value,
      method: `mean over tasks of the mean ${WORDS[relation.kind]}`,
      interval: generalise === 'items' ? items : clusters,
    },
    intervals: { items, tasks: clusters },
    zero: againstZero(tasks, generalise, seed),
    equivalence: asEquivalence(generalise === 'items' ? both.overItems : both.overTasks, relation.margin, alpha),
    tasks,
  }
  const [only] = paired
  return relation.kind === 'comparison' && paired.length === 1 && only !== undefined
    ? onOneTask(relation, only, estimates, alpha, seed)
    : estimates
}

const WORDS: Record<Difference['kind'], string> = {
  comparison: 'paired difference',
  contrast: 'difference in differences',
  trend: 'slope per step',
}

function itemDifferences({ kind }: Difference, scores: readonly Float64Array[]): Contrast | Undefined {
  const none = new Float64Array()
  const [a = none, b = none, c = none, d = none] = scores
  switch (kind) {
    case 'comparison':
      return { state: 'estimated', values: a.map((score, item) => score - Number(b[item])), reach: 1 }
    case 'contrast':
      return differenceInDifferences({ aWith: a, bWith: b, aWithout: c, bWithout: d })
    case 'trend':
      return linearTrend(scores)
  }
}

/** Items of a task count 1/n each, so that every task counts once; tasks of one cluster change their sign together. */
function againstZero(tasks: readonly TaskDifferences[], generalise: Difference['generalise'], seed: number): PValue {
  const options = { alternative: 'two-sided' as const, seed, purpose: 'sign flips' }
  if (generalise === 'items') {
    const all = tasks.flatMap(({ differences }) =>
      Array.from(differences, (difference) => difference / differences.length),
    )
    return asPValue(signFlip(all, options), 'two-sided', 'sign flips of items')
  }
  const means = tasks.map(
    ({ differences }) => Array.from(differences).reduce((sum, difference) => sum + difference, 0) / differences.length,
  )
  const groups = tasks.map(({ cluster }) => cluster)
  return asPValue(signFlip(means, { ...options, groups }), 'two-sided', 'sign flips of clusters of tasks')
}

/** On one task right and wrong answers have exact tests, and an interval that keeps to the scale. */
function onOneTask(
  relation: Difference,
  { scores }: PairedTask,
  estimates: DifferenceEstimates & { difference: Exclude<Estimate, Undefined> },
  alpha: number,
  seed: number,
): DifferenceEstimates {
  const [a = new Float64Array(), b = new Float64Array()] = scores
  const exact = pairedComparison(a, b, { margin: relation.margin, alpha, seed, purpose: 'sign flips' })
  if (exact.state === 'undefined') return estimates
  const items = asInterval(exact.interval, exact.interval.method)
  return {
    ...estimates,
    difference: relation.generalise === 'items' ? { ...estimates.difference, interval: items } : estimates.difference,
    intervals: { ...estimates.intervals, items },
    ...(relation.generalise === 'items' && exact.test.method === 'McNemar exact'
      ? {
          zero: {
            state: 'estimated' as const,
            p: exact.test.p,
            alternative: 'two-sided' as const,
            method: 'McNemar exact',
            attainable: exact.test.attainable,
            resamples: 0,
          },
        }
      : {}),
  }
}

type AnyBounds = { state: 'estimated'; lower: number; upper: number; level: number } | Undefined

function asInterval(bounds: AnyBounds, method: string): Interval {
  if (bounds.state === 'undefined') return bounds
  const { lower, upper, level } = bounds
  return { state: 'estimated', lower, upper, level, method, approximate: false, because: [] }
}

function asEquivalence(
  found: Equivalence | Undefined,
  margin: number,
  alpha: number,
): DifferenceEvidence['equivalence'] {
  if (found.state === 'undefined') return { p: found, interval: found }
  const { lower, upper, method } = found
  return {
    p: asEquality(found, margin),
    interval: asInterval({ state: 'estimated', lower, upper, level: 1 - 2 * alpha }, method),
  }
}

function nothing(reason: Undefined, tasks: TaskDifferences[]): DifferenceEstimates {
  return {
    difference: reason,
    intervals: { items: reason, tasks: reason },
    zero: reason,
    equivalence: { p: reason, interval: reason },
    tasks,
  }
}
