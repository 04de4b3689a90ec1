import type { CellScores } from '../measure/cell.ts'
import { holm } from '../statistics/holm.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { Hypothesis } from '../suite/hypothesis.ts'
import { decideCorrelation } from './associationRule.ts'
import { byText, collectCells, conditionsOf, type TaskFacts } from './collect.ts'
import { clusterSizes, countsOf } from './counts.ts'
import { correlationOf, nothingCorrected, notCorrectedOf, permute, reliabilitiesOf } from './estimates.ts'
import { designNeeds, itemNeeds, widthNeeds } from './needs.ts'
import { decidePartial, undefinedPartial } from './partial.ts'
import { sampleTasks, type Sample } from './sample.ts'
import type { FamilyTest, Need, PValue, Verdict } from './verdict.ts'
import { counted } from './wording.ts'
import { warningsOf } from './warnings.ts'

/**
 * Does y follow x over tasks? One verdict per base model that has a cell of x or y, sorted by model; Holm over them.
 *
 * Pure: the same cells in any order and the same seed give the same bytes. Never throws for want of data: a missing or
 * unusable cell makes the verdict of its model inconclusive, and is named in its reason. A RangeError for an alpha
 * outside [0.00001, 0.5].
 */
export function decideAssociation(
  hypothesis: Hypothesis,
  tasks: readonly TaskFacts[],
  cells: readonly CellScores[],
  seed: number,
): Verdict[] {
  const axes = [hypothesis.relate.x, hypothesis.relate.y]
  const models = [...new Set(cells.filter((cell) => axes.includes(cell.condition)).map(({ model }) => model))].sort(
    byText,
  )
  const analyses = models.map((model) => analyse(hypothesis, tasks, cells, model, seed))
  const adjusted = holm(analyses.map(({ raw }) => (raw.state === 'estimated' ? raw.p : 1)))
  return analyses.map((analysis, member) =>
    conclude(hypothesis, analysis, {
      raw: analysis.raw,
      holm: analysis.raw.state === 'undefined' ? analysis.raw : { state: 'estimated', value: Number(adjusted[member]) },
      members: models.length,
    }),
  )
}

/** Everything about one model that does not depend on the other members of the family. */
interface Analysis extends Pick<
  Verdict,
  'model' | 'correlation' | 'reliabilities' | 'notCorrected' | 'counts' | 'points' | 'seed' | 'warnings'
> {
  raw: PValue
  partial: Verdict['partial']
  /** What makes any analysis impossible. */
  faults: string[]
  sample: Sample | Undefined
}

function analyse(
  hypothesis: Hypothesis,
  tasks: readonly TaskFacts[],
  cells: readonly CellScores[],
  model: string,
  seed: number,
): Analysis {
  const { x, y, given, over } = hypothesis.relate
  const level = 1 - hypothesis.decide.alpha
  const collected = collectCells(hypothesis, tasks, cells, model)
  const faults = collected.state === 'faulty' ? collected.faults : []
  const usable = collected.state === 'complete' ? collected.tasks : []
  const sample =
    collected.state === 'faulty'
      ? notComputable(counted(faults.length, 'cell fault'))
      : usable.length === 0
        ? notComputable(`no ${over}`)
        : sampleTasks(usable, [x, y])
  const wide = sample.state === 'undefined' ? sample : sampleTasks(usable, [x, y, ...given])
  const counts = countsOf(hypothesis, tasks, usable, sample)
  const partial =
    given.length === 0
      ? undefined
      : wide.state === 'undefined'
        ? undefinedPartial(given, wide)
        : decidePartial(wide, countsOf(hypothesis, tasks, usable, wide), level, seed)
  const shared = { model, counts, seed, partial, faults, sample }
  if (sample.state === 'undefined') {
    return {
      ...shared,
      raw: sample,
      correlation: sample,
      reliabilities: conditionsOf(hypothesis).map((condition) => ({ condition, reliability: sample })),
      notCorrected: nothingCorrected(sample, sample),
      points: [],
      warnings: [],
    }
  }
  const correlation = correlationOf(sample, level)
  return {
    ...shared,
    raw: permute(sample, 'inside clusters', seed),
    correlation,
    reliabilities: [...reliabilitiesOf(sample), ...(wide.state === 'undefined' ? [] : reliabilitiesOf(wide).slice(2))],
    notCorrected: notCorrectedOf(sample, level, seed),
    points: sample.tasks.map(({ facts, estimate, chance }) => ({
      task: facts.task,
      cluster: facts.cluster,
      items: estimate.items,
      chance,
      x: Number(estimate.mean[0]),
      y: Number(estimate.mean[1]),
    })),
    warnings: warningsOf(correlation, counts, partial),
  }
}

function conclude(hypothesis: Hypothesis, analysis: Analysis, test: FamilyTest): Verdict {
  const { x, y, given } = hypothesis.relate
  const { faults, sample, correlation, counts, partial } = analysis
  const evidence = {
    correlation,
    test,
    reliabilities: analysis.reliabilities.slice(0, 2),
    counts,
    decide: hypothesis.decide,
  }
  const decision =
    faults.length > 0
      ? { state: 'inconclusive' as const, strong: false, reason: listed(faults) }
      : sample.state === 'undefined'
        ? { state: 'inconclusive' as const, strong: false, reason: sample.reason }
        : decideCorrelation(evidence)
  return {
    hypothesis: hypothesis.name,
    claim: hypothesis.claim,
    family: hypothesis.family,
    model: analysis.model,
    relate: { ...hypothesis.relate, given: [...given] },
    decide: { ...hypothesis.decide },
    expect: hypothesis.expect,
    ...decision,
    toDecide: decision.state === 'inconclusive' ? needsOf(hypothesis, analysis) : [],
    warnings: analysis.warnings,
    question: `Is ${y} associated with ${x} over ${hypothesis.relate.over}?`,
    estimand: `the correlation of true chance-normalised scores of ${x} and ${y} over the population of tasks`,
    correlation,
    test,
    reliabilities: analysis.reliabilities,
    ...(partial === undefined ? {} : { partial }),
    notCorrected: analysis.notCorrected,
    counts,
    points: analysis.points,
    seed: analysis.seed,
  }
}

function needsOf({ decide }: Hypothesis, { faults, sample, correlation, counts, points }: Analysis): Need[] {
  if (faults.length > 0) {
    return [
      {
        what: 'cells',
        have: 0,
        need: faults.length,
        text: `compute ${counted(faults.length, 'cell')}: ${listed(faults)}`,
      },
    ]
  }
  if (sample.state === 'undefined') return [{ what: 'other', have: counts.tasks, text: sample.reason }]
  const sizes = clusterSizes(points)
  const needs = [...designNeeds(counts, sizes, decide.alpha), ...itemNeeds(sample)]
  if (needs.length === 0) needs.push(...widthNeeds(correlation, counts.tasks, decide.minimum, 1 - decide.alpha))
  if (needs.length === 0) {
    const text = 'add tasks to existing clusters: the permutation test learns from these alone'
    needs.push({ what: 'tasks in existing clusters', have: counts.tasksInSharedClusters, text })
  }
  return needs
}

function listed(faults: readonly string[]): string {
  const shown = faults.slice(0, 5).join('; ')
  return faults.length > 5 ? `${shown}; and ${faults.length - 5} more` : shown
}
