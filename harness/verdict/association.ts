import type { CellScores } from '../measure/cell.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { conditionsOf, type Association, type Hypothesis } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { faulty, headOf, type Analysis, type Facts } from './analysis.ts'
import { decideCorrelation } from './associationRule.ts'
import { collectCells } from './collect.ts'
import { clusterSizes, countsOf } from './counts.ts'
import { correlationOf, nothingCorrected, notCorrectedOf, permute, reliabilitiesOf } from './estimates.ts'
import { designNeeds, itemNeeds, widthNeeds } from './needs.ts'
import { decidePartial, undefinedPartial } from './partial.ts'
import { pairedIn, sampleTasks, type Sample } from './sample.ts'
import type { AssociationEvidence, Counts, FamilyTest, Need, PValue, Verdict } from './verdict.ts'
import { counted } from './wording.ts'
import { warningsOf } from './warnings.ts'

/** Does y follow x over tasks, for one base model? One planned test: the permutation of tasks inside their clusters. */
export function analyseAssociation(
  hypothesis: Hypothesis,
  relation: Association,
  facts: Facts,
  cells: readonly CellScores[],
  model: string,
): Analysis {
  const found = analyse(relation, hypothesis.alpha, facts, cells, model)
  return {
    planned: [found.raw],
    conclude: ([test]) => conclude(hypothesis, relation, found, model, facts.seed, test),
  }
}

/** Everything about one model that does not depend on the other members of the family. */
interface Found extends Pick<AssociationEvidence, 'correlation' | 'reliabilities' | 'notCorrected' | 'points'> {
  raw: PValue
  counts: Counts
  warnings: string[]
  partial: AssociationEvidence['partial']
  /** What makes any analysis impossible. */
  faults: string[]
  sample: Sample | Undefined
}

function analyse(
  relation: Association,
  alpha: number,
  { tasks, seed }: Facts,
  cells: readonly CellScores[],
  model: string,
): Found {
  const { x, y, given, over } = relation
  const level = 1 - alpha
  const collected = collectCells(relation, tasks, cells, model)
  const faults = collected.state === 'faulty' ? collected.faults : []
  const usable = collected.state === 'complete' ? collected.tasks : []
  const sample =
    collected.state === 'faulty'
      ? notComputable(counted(faults.length, 'cell fault'))
      : usable.length === 0
        ? notComputable(`no ${overWords(over)}`)
        : sampleTasks(usable, [x, y])
  const wide = sample.state === 'undefined' ? sample : sampleTasks(usable, [x, y, ...given])
  const counts = countsOf(relation, tasks, usable, pairedIn(sample))
  const partial =
    given.length === 0
      ? undefined
      : wide.state === 'undefined'
        ? undefinedPartial(given, wide)
        : decidePartial(wide, countsOf(relation, tasks, usable, pairedIn(wide)), level, seed)
  const shared = { counts, partial, faults, sample }
  if (sample.state === 'undefined') {
    return {
      ...shared,
      raw: sample,
      correlation: sample,
      reliabilities: conditionsOf(relation).map((condition) => ({ condition, reliability: sample })),
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

function conclude(
  hypothesis: Hypothesis,
  { over, ...relation }: Association,
  found: Found,
  model: string,
  seed: number,
  test: FamilyTest | undefined,
): Verdict {
  if (test === undefined) throw new Error('an association has one planned test')
  const { x, y } = relation
  const { faults, sample, correlation, counts, partial } = found
  const { alpha } = hypothesis
  const { strong, ...decision } =
    faults.length > 0
      ? { ...faulty(faults), strong: false }
      : sample.state === 'undefined'
        ? { state: 'inconclusive' as const, strong: false, reason: sample.reason }
        : decideCorrelation({
            correlation,
            test,
            reliabilities: found.reliabilities.slice(0, 2),
            counts,
            decide: { alpha, minimum: relation.minimum },
          })
  return {
    ...headOf(hypothesis, model),
    toDecide: decision.state === 'inconclusive' ? needsOf(relation.minimum, alpha, found) : [],
    ...decision,
    warnings: found.warnings,
    question: `Is ${y} associated with ${x} over ${overWords(over)}?`,
    estimand: `the correlation of true chance-normalised scores of ${x} and ${y} over the population of tasks`,
    test,
    counts,
    seed,
    evidence: {
      ...relation,
      given: [...relation.given],
      strong,
      correlation,
      reliabilities: found.reliabilities,
      ...(partial === undefined ? {} : { partial }),
      notCorrected: found.notCorrected,
      points: found.points,
    },
  }
}

function needsOf(minimum: number, alpha: number, { sample, correlation, counts, points }: Found): Need[] {
  if (sample.state === 'undefined') {
    if (counts.tasks === 0) return []
    return [{ what: 'other', have: counts.tasks, text: `change what keeps it from being computed: ${sample.reason}` }]
  }
  const sizes = clusterSizes(points)
  const needs = [...designNeeds(counts, sizes, alpha), ...itemNeeds(sample)]
  if (needs.length === 0) needs.push(...widthNeeds(correlation, counts.tasks, minimum, 1 - alpha))
  if (needs.length === 0) {
    const text = 'add tasks to existing clusters: the permutation test learns from these alone'
    needs.push({ what: 'tasks in existing clusters', have: counts.tasksInSharedClusters, text })
  }
  return needs
}
