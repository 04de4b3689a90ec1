import type { CellScores } from '../measure/cell.ts'
import { correctedCorrelation } from '../statistics/correctedCorrelation.ts'
import { heterogeneity, type Heterogeneity } from '../statistics/heterogeneity.ts'
import { trueCovariance } from '../statistics/trueCovariance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { Association, Hypothesis, Replication } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { ALL_MODELS } from './allModels.ts'
import { headOf, sharpest, type Analysis, type Facts } from './analysis.ts'
import { analyseAssociation } from './association.ts'
import { byText, collectCells } from './collect.ts'
import { sampleTasks } from './sample.ts'
import type { AssociationEvidence, Need, ReplicationEvidence, Verdict, VerdictState } from './verdict.ts'
import { counted, short } from './wording.ts'

/**
 * Is the association of x and y found in every base model, and is any difference between models shown?
 *
 * Planned tests: the association in each model. Differences of models are corrected over their pairs alone, since what would hide one
 * would make the claim easier. Few models allow no claim about others.
 */
export function analyseReplication(
  hypothesis: Hypothesis,
  relation: Replication,
  facts: Facts,
  cells: readonly CellScores[],
): Analysis {
  const { over, ...declared } = relation
  const { x, y } = relation
  const association: Association = { ...relation, kind: 'association', given: [] }
  const about = cells.filter(({ condition }) => condition === x || condition === y)
  const models = [...new Set(about.map(({ model }) => model))].sort(byText)
  const own = models.map((model) => analyseAssociation(hypothesis, association, facts, cells, model))
  const found = differences(association, hypothesis.alpha, facts, cells, models)
  const pairs = found.state === 'undefined' ? [] : pairRows(found)
  return {
    planned: own.flatMap(({ planned }) => planned),
    conclude: (tests) => {
      const verdicts = own.map((analysis, index) => analysis.conclude(tests.slice(index, index + 1)))
      const rows = verdicts.map(ofModel)
      const decision = decide(rows, pairs, found, hypothesis.alpha)
      const [first] = verdicts
      const test = sharpest(tests)
      if (first === undefined || test === undefined) throw new Error('a replication has a base model')
      return {
        ...headOf(hypothesis, ALL_MODELS),
        toDecide: decision.state === 'inconclusive' ? needs(verdicts) : [],
        ...decision,
        warnings: [
          ...verdicts.flatMap(({ model, warnings }) => warnings.map((warning) => `${model}: ${warning}`)),
          ...doubts(found),
        ],
        question: `Is the association of ${y} with ${x} over ${overWords(over)} found in every base model?`,
        estimand: `the correlation of true chance-normalised scores of ${x} and ${y} in each of exactly these base models`,
        test,
        counts: first.counts,
        seed: facts.seed,
        evidence: { ...declared, models: rows, pairs },
      }
    },
  }
}

/** Pairwise differences of the noise-corrected correlations; the same cluster of tasks is left out of both. */
function differences(
  association: Association,
  alpha: number,
  facts: Facts,
  cells: readonly CellScores[],
  models: readonly string[],
): Heterogeneity | Undefined {
  const samples = models.map((model) => {
    const collected = collectCells(association, facts.tasks, cells, model)
    return collected.state === 'faulty'
      ? notComputable(`${model}: ${collected.faults.join('; ')}`)
      : sampleTasks(collected.tasks, [association.x, association.y])
  })
  const clusters: string[] = []
  const correlations = []
  for (const [index, sample] of samples.entries()) {
    if (sample.state === 'undefined') return sample
    const estimates = sample.tasks.map(({ estimate }) => estimate)
    if (index === 0) clusters.push(...sample.tasks.map((task) => task.facts.cluster))
    correlations.push({
      model: models[index] ?? '',
      correlation: (tasks: readonly number[]) => {
        const covariance = trueCovariance(tasks.flatMap((task) => estimates[task] ?? []))
        return covariance.state === 'undefined' ? covariance : correctedCorrelation(covariance, 0, 1)
      },
    })
  }
  return heterogeneity(correlations, clusters, 1 - alpha)
}

function ofModel({ model, state, reason, test, evidence }: Verdict): ReplicationEvidence['models'][number] {
  return { model, state, reason, correlation: correlationIn(evidence), test }
}

function correlationIn(evidence: Verdict['evidence']): AssociationEvidence['correlation'] {
  if (evidence.kind !== 'association') throw new Error('a replication rests on associations')
  return evidence.correlation
}

function pairRows({ pairs }: Heterogeneity): ReplicationEvidence['pairs'] {
  return pairs.map(({ a, b, difference, lower, upper, p, adjusted }) => ({
    a,
    b,
    difference,
    lower,
    upper,
    test: {
      raw: {
        state: 'estimated',
        p: Math.max(p, Number.MIN_VALUE),
        alternative: 'two-sided',
        method: 'difference of atanh(correlation), delete-one-cluster jackknife-t',
        attainable: 0,
        resamples: 0,
      },
      adjusted: { state: 'estimated', value: adjusted },
      correction: 'Holm',
      members: pairs.length,
    },
  }))
}

function doubts(found: Heterogeneity | Undefined): string[] {
  if (found.state === 'undefined' || found.truncated === 0) return []
  return [`${counted(found.truncated, 'correlation')} behind the differences of models lie beyond .995 and were cut`]
}

/** Supported: in every model, and no pair differs. Refuted: some pair differs, and some model is refuted. */
function decide(
  models: ReplicationEvidence['models'],
  pairs: ReplicationEvidence['pairs'],
  found: Heterogeneity | Undefined,
  alpha: number,
): { state: VerdictState; reason: string } {
  const open = (reason: string) => ({ state: 'inconclusive' as const, reason })
  if (models.length < 2) return open(`${counted(models.length, 'base model')}: a replication needs two`)
  if (found.state === 'undefined') return open(found.reason)
  const { lowest, highest } = found.range
  const range = `correlations from ${short(lowest)} to ${short(highest)}`
  const apart = pairs.filter(({ test }) => test.adjusted.state === 'estimated' && test.adjusted.value <= alpha)
  const named = apart.map(({ a, b }) => `${a} and ${b}`).join(', ')
  const refuted = models.filter(({ state }) => state === 'refuted').map(({ model }) => model)
  const others = models.filter(({ state }) => state !== 'supported').map(({ model, state }) => `${model} ${state}`)
  if (others.length === 0 && apart.length === 0)
    return { state: 'supported', reason: `supported in every base model, and no two are shown to differ; ${range}` }
  if (apart.length > 0 && refuted.length > 0)
    return { state: 'refuted', reason: `${named} differ, and ${refuted.join(', ')} is refuted; ${range}` }
  return open([...(apart.length > 0 ? [`${named} differ`] : []), ...others, range].join('; '))
}

function needs(verdicts: readonly Verdict[]): Need[] {
  if (verdicts.length < 2) {
    const text = 'add a base model to the study'
    return [{ what: 'other', have: verdicts.length, need: 2, text }]
  }
  return verdicts.flatMap(({ model, toDecide }) =>
    toDecide.map((need) => ({ ...need, text: `${model}: ${need.text}` })),
  )
}
