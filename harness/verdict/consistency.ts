import type { CellScores } from '../measure/cell.ts'
import type { Bootstrapped } from '../statistics/hierarchicalBootstrap.ts'
import { NO_OTHER, specificity } from '../statistics/specificity.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { Consistency, Hypothesis } from '../suite/hypothesis.ts'
import { overWords } from '../suite/over.ts'
import { ALL_MODELS } from './allModels.ts'
import { faulty, headOf, type Analysis, type Facts } from './analysis.ts'
import { collectModels } from './collectModels.ts'
import { consistencyNeeds, decideConsistency } from './consistencyRule.ts'
import { pairModels } from './pairedModels.ts'
import { largestP } from './largestP.ts'
import type { ModelConsistency } from './matchedEvidence.ts'
import type { Estimate, PValue, Quantity } from './verdict.ts'
import { counted } from './wording.ts'

/**
 * Do the models tuned from a base model fail on the items on which it fails, more than on those on which other base models fail?
 *
 * One planned test: in every base model the odds ratio with the own one exceeds the others', so its p is the largest of the models
 * (intersection-union, Berger 1982). How much that is, is told in kappas.
 */
export function analyseConsistency(
  hypothesis: Hypothesis,
  relation: Consistency,
  facts: Facts,
  cells: readonly CellScores[],
): Analysis {
  const { over, ...declared } = relation
  const { x, y } = relation
  const collected = collectModels(relation, facts, cells)
  const { models, faults } = collected
  const { tasks, counts, warnings } = pairModels(relation, facts, collected)
  const found =
    tasks.length === 0
      ? notComputable(faults.length > 0 ? counted(faults.length, 'cell fault') : `no ${overWords(over)}`)
      : specificity(tasks, {
          seed: facts.seed,
          purpose: 'consistency',
          level: 1 - hypothesis.alpha,
          resamples: RESAMPLES,
        })
  const rows = models.map((_, index) => ofModel(models, index, found))
  const mean = estimateOf(found.state === 'undefined' ? found : found.mean, `${KAPPA}, mean over base models`)
  const evidence = { ...declared, specificity: mean, models: rows }
  return {
    planned: [largestP(rows)],
    conclude: ([test]) => {
      if (test === undefined) throw new Error('a claim of consistency plans one test')
      const decision = decideConsistency(evidence, test, counts, hypothesis.alpha)
      return {
        ...headOf(hypothesis, ALL_MODELS),
        toDecide: decision.state === 'inconclusive' ? consistencyNeeds(evidence, counts) : [],
        ...(faults.length > 0 ? faulty(faults) : decision),
        warnings,
        question: `Does ${y} fail on the items of ${overWords(over)} on which ${x} of its own base model fails, more than on those on which ${x} of others does?`,
        estimand: `error-consistency kappa of ${y} with ${x} of its own base model less the mean of those with the others, on items like these of exactly these tasks; mean over exactly these base models`,
        test,
        counts,
        seed: facts.seed,
        evidence,
      }
    },
  }
}

const RESAMPLES = 10_000
const KAPPA = 'error-consistency kappa, tasks and seeds as strata'
const ODDS = 'odds ratio of Mantel and Haenszel'

function ofModel(models: readonly string[], index: number, all: Found): ModelConsistency {
  const found = all.state === 'undefined' ? undefined : all.models[index]
  const none = all.state === 'undefined' ? all : notComputable('the model has no answers')
  const kappa = (other: number) => estimateOf(found?.consistency[other] ?? none, KAPPA)
  const others = models.flatMap((model, other) => (other === index ? [] : [{ model, consistency: kappa(other) }]))
  return {
    model: models[index] ?? '',
    matched: kappa(index),
    mismatched: meanOf(others.map(({ consistency }) => consistency)),
    specificity: estimateOf(found?.specificity ?? none, `${KAPPA}, own base model less the mean of the others`),
    oddsRatio: exponential(estimateOf(found?.logOdds ?? none, `${ODDS}, own base model over the others`)),
    p: testOf(found?.logOdds ?? none),
    others,
  }
}

type Found = ReturnType<typeof specificity>

function estimateOf(found: Bootstrapped | Undefined, method: string): Estimate {
  if (found.state === 'undefined') return found
  const { value, bca, undefinedResamples } = found
  if (bca.state === 'undefined') return { state: 'estimated', value, method, interval: bca }
  const because =
    undefinedResamples > 0 ? [`${undefinedResamples} of ${counted(RESAMPLES, 'resample')} have no value`] : []
  const { lower, upper, level } = bca
  const interval = { lower, upper, level, method: 'item bootstrap inside tasks, BCa', approximate: because.length > 0 }
  return { state: 'estimated', value, method, interval: { state: 'estimated', ...interval, because } }
}

/** An estimate on the scale of logarithms, as a ratio. */
function exponential(found: Estimate): Estimate {
  if (found.state === 'undefined') return found
  const { value, interval } = found
  const ratio =
    interval.state === 'undefined'
      ? interval
      : { ...interval, lower: Math.exp(interval.lower), upper: Math.exp(interval.upper) }
  return { ...found, value: Math.exp(value), interval: ratio }
}

function meanOf(found: readonly Estimate[]): Quantity {
  let sum = 0
  for (const one of found) {
    if (one.state === 'undefined') return one
    sum += one.value
  }
  return found.length === 0 ? notComputable(NO_OTHER) : { state: 'estimated', value: sum / found.length }
}

function testOf(found: Bootstrapped | Undefined): PValue {
  if (found.state === 'undefined') return found
  const { p } = found
  if (p.state === 'undefined') return p
  return {
    state: 'estimated',
    p: p.value,
    alternative: 'greater',
    method: `${ODDS}, own base model over the others, item bootstrap inside tasks (BCa)`,
    attainable: 1 / (RESAMPLES + 1),
    resamples: RESAMPLES,
  }
}
