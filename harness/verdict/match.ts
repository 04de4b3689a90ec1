import type { CellScores } from '../measure/cell.ts'
import { correctedCorrelation } from '../statistics/correctedCorrelation.ts'
import {
  matchedCorrelation,
  type MatchedCorrelation,
  type MatchedDifference,
} from '../statistics/matchedCorrelation.ts'
import { NO_OTHER } from '../statistics/specificity.ts'
import { trueCovariance } from '../statistics/trueCovariance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { Hypothesis, Match } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { ALL_MODELS } from './allModels.ts'
import { faulty, headOf, type Analysis, type Facts } from './analysis.ts'
import type { TaskCells } from './collect.ts'
import { collectModels } from './collectModels.ts'
import { countsOf } from './counts.ts'
import { clustersOf, reliabilitiesOf } from './estimates.ts'
import { doubts } from './gathered.ts'
import type { MatchEvidence, ModelMatch } from './matchedEvidence.ts'
import { decideMatch, matchNeeds } from './matchRule.ts'
import { together, withEachSeedOnce } from './pairedModels.ts'
import { pairedIn, sampleTasks, type Sample } from './sample.ts'
import { largestP } from './largestP.ts'
import type { Estimate, PValue } from './verdict.ts'
import { counted } from './wording.ts'

/**
 * Do the scores of the models tuned from a base model follow those of that base model over tasks, more than those of other base models?
 *
 * One planned test: they do in every base model, so its p is the largest of the models (intersection-union, Berger 1982).
 */
export function analyseMatch(
  hypothesis: Hypothesis,
  relation: Match,
  facts: Facts,
  cells: readonly CellScores[],
): Analysis {
  const { over, ...declared } = relation
  const { x, y } = relation
  const { models, own, faults } = collectModels(relation, facts, cells)
  const whole = together(own)
  const sample =
    whole.length === 0
      ? notComputable(faults.length > 0 ? counted(faults.length, 'cell fault') : `no ${overWords(over)}`)
      : sampleTasks(apart(own, models), models.flatMap((model) => [nameIn(x, model), nameIn(y, model)])) // prettier-ignore
  const level = 1 - hypothesis.alpha
  const found = matchedIn(sample, models.length, level)
  const counts = withEachSeedOnce(countsOf(relation, facts.tasks, whole, pairedIn(sample)))
  const rows = models.map((_, index) => ofModel(models, index, found, level))
  const evidence: MatchEvidence = {
    ...declared,
    specificity: estimateOf(found.state === 'undefined' ? found : found.mean, found, level),
    models: rows,
    reliabilities: sample.state === 'undefined' ? [] : reliabilitiesOf(sample),
  }
  return {
    planned: [largestP(rows)],
    conclude: ([test]) => {
      if (test === undefined) throw new Error('a matched correlation plans one test')
      const decision = decideMatch(evidence, test, counts, hypothesis.alpha)
      return {
        ...headOf(hypothesis, ALL_MODELS),
        toDecide: decision.state === 'inconclusive' ? matchNeeds(evidence, counts, sample, hypothesis.alpha) : [],
        ...(faults.length > 0 ? faulty(faults) : decision),
        warnings: doubts(counts, whole, 'scores'),
        question: `Does ${y} follow ${x} of its own base model over ${overWords(over)}, more than ${x} of others?`,
        estimand: `atanh of the correlation of true chance-normalised scores of ${y} with those of ${x} of its own base model less that with those of the others, over the population of tasks; mean over exactly these base models`,
        test,
        counts,
        seed: facts.seed,
        evidence,
      }
    },
  }
}

const nameIn = (condition: string, model: string) => `${condition} of ${model}`

/** The cells of all models, task by task, those of each model under conditions of its own. */
function apart(own: readonly (readonly TaskCells[])[], models: readonly string[]): TaskCells[] {
  const [first = []] = own
  return first.map(({ facts }, index) => ({
    facts,
    byCondition: new Map(
      own.flatMap((tasks, m) =>
        [...(tasks[index]?.byCondition ?? [])].map(
          ([condition, cells]) => [nameIn(condition, models[m] ?? ''), cells] as const,
        ),
      ),
    ),
  }))
}

/** Variables of the sample are x and y of each model by turns. */
function matchedIn(sample: Sample | Undefined, models: number, level: number): MatchedCorrelation | Undefined {
  if (sample.state === 'undefined') return sample
  const estimates = sample.tasks.map(({ estimate }) => estimate)
  return matchedCorrelation(
    models,
    (ofY, ofX, tasks) => {
      const covariance = trueCovariance(tasks.flatMap((task) => estimates[task] ?? []))
      return covariance.state === 'undefined' ? covariance : correctedCorrelation(covariance, 2 * ofX, 2 * ofY + 1)
    },
    clustersOf(sample),
    level,
  )
}

function ofModel(
  models: readonly string[],
  index: number,
  found: MatchedCorrelation | Undefined,
  level: number,
): ModelMatch {
  const of = found.state === 'undefined' ? undefined : found.models[index]
  const none = found.state === 'undefined' ? found : notComputable(NO_OTHER)
  const matched = of?.matched ?? none
  const correlation = (other: number) => {
    const value = of?.correlations[other]
    return value === undefined ? none : ({ state: 'estimated', value } as const)
  }
  return {
    model: models[index] ?? '',
    matched: correlation(index),
    mismatched: matched.state === 'undefined' ? matched : { state: 'estimated', value: Math.tanh(matched.others) },
    specificity: estimateOf(matched, found, level),
    p: testOf(matched),
    others: models.flatMap((model, other) => (other === index ? [] : [{ model, correlation: correlation(other) }])),
  }
}

/** A difference of atanh: as a change of the correlation its interval would take the correlation with the others as known, and be too narrow. */
function estimateOf(
  matched: MatchedDifference | Undefined,
  found: MatchedCorrelation | Undefined,
  level: number,
): Estimate {
  if (matched.state === 'undefined') return matched
  const { difference, lower, upper } = matched
  const cut = found.state === 'undefined' ? 0 : found.truncated
  const because = cut > 0 ? [`${counted(cut, 'correlation')} behind it lie beyond .995`] : []
  return {
    state: 'estimated',
    value: difference,
    method: 'difference of atanh of noise-corrected correlations, own base model less the mean of the others',
    interval: { state: 'estimated', lower, upper, level, method: METHOD, approximate: cut > 0, because },
  }
}

const METHOD = 'difference of atanh(correlation), delete-one-cluster jackknife-t'

function testOf(matched: MatchedDifference | Undefined): PValue {
  if (matched.state === 'undefined') return matched
  // Far tails underflow to 0, which no p may be.
  const p = Math.max(matched.p, Number.MIN_VALUE)
  return { state: 'estimated', p, alternative: 'greater', method: METHOD, attainable: 0, resamples: 0 }
}
