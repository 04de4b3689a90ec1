import { unitsForReach } from '../statistics/unitsForReach.ts'
import { missingItems, tooFewArrangements } from './associationRule.ts'
import { scoringNeeds } from './differenceNeeds.ts'
import type { ConsistencyEvidence } from './matchedEvidence.ts'
import { decideSpecificity } from './specificityRule.ts'
import type { Counts, FamilyTest, Need, VerdictState } from './verdict.ts'
import { counted, short } from './wording.ts'

/**
 * Do tuned models fail where their own base model fails? The first rule that applies decides.
 *
 * 1. One base model, missing items, a kappa or an odds ratio without a value: inconclusive.
 * 2. Adjusted p <= alpha, which speaks of every base model, and the interval of the mean specificity above 0: supported.
 * 3. That interval below the minimum: refuted.
 * 4. Otherwise inconclusive.
 */
export function decideConsistency(
  { models, specificity, minimum }: Pick<ConsistencyEvidence, 'models' | 'specificity' | 'minimum'>,
  test: FamilyTest,
  counts: Counts,
  alpha: number,
): { state: VerdictState; reason: string } {
  const inconclusive = (reason: string) => ({ state: 'inconclusive' as const, reason })
  if (models.length < 2) return inconclusive(`${counted(models.length, 'base model')}: ${FEWEST}`)
  const lacking = [...missingItems(counts), ...tooFewArrangements(test, alpha)]
  if (lacking.length > 0) return inconclusive(lacking.join('; '))
  if (specificity.state === 'undefined') return inconclusive(whyNot(models, specificity.reason))
  const { raw } = test
  const words = {
    smaller: 'a consistency of their own, if any',
    unconfirmed: (p: string) =>
      raw.state === 'undefined'
        ? `there is no test: ${raw.reason}`
        : `odds ratios do not confirm it in every base model: p = ${p}`,
  }
  return decideSpecificity(specificity, test, { minimum, alpha }, words)
}

const FEWEST = 'consistency with the own one needs another to compare with'

/** The first kappa that cannot be computed, unless one reason holds for all. */
function whyNot(models: ConsistencyEvidence['models'], reason: string): string {
  if (models.every(({ matched }) => matched.state === 'undefined' && matched.reason === reason)) return reason
  for (const { model, matched, others } of models) {
    if (matched.state === 'undefined') return `${model}: ${matched.reason}`
    for (const { model: other, consistency } of others)
      if (consistency.state === 'undefined') return `${model} with ${other}: ${consistency.reason}`
  }
  return reason
}

/** What would decide it: base models, missing scores, then items of these tasks, the nearer way out first. */
export function consistencyNeeds(
  { models, specificity, minimum }: Pick<ConsistencyEvidence, 'models' | 'specificity' | 'minimum'>,
  counts: Counts,
): Need[] {
  if (models.length < 2) {
    const text = 'add a base model with models tuned from it to the study'
    return [{ what: 'other', have: models.length, need: 2, text }]
  }
  const needs = scoringNeeds(counts)
  if (needs.length > 0 || specificity.state === 'undefined' || specificity.interval.state === 'undefined') return needs
  const { value, interval } = specificity
  const have = counts.items.total
  const goal = (side: 'above' | 'below', bound: number): Need[] => {
    const reached = side === 'above' ? value <= bound || interval.lower > bound : value >= bound
    const units = unitsForReach({ ...interval, value, units: have }, bound)
    if (reached || units.state === 'undefined' || units.value <= have) return []
    const text = `about ${counted(units.value, 'item')} in these tasks would put the interval ${side} ${bound === 0 ? '0' : short(bound)}, if the specificity stays at ${short(value)}`
    return [{ what: 'items', have, need: units.value, text }]
  }
  if (interval.lower > 0) return oddsNeeds(models, have)
  return [...goal('above', 0), ...goal('below', minimum)].sort((a, b) => Number(a.need) - Number(b.need))
}

/** Kappas decide; what would let the odds ratio of the weakest model follow. */
function oddsNeeds(models: ConsistencyEvidence['models'], have: number): Need[] {
  const weakest = models.reduce((worst, model) => (pOf(model) > pOf(worst) ? model : worst))
  const { model, oddsRatio } = weakest
  if (oddsRatio.state === 'undefined' || oddsRatio.interval.state === 'undefined') return []
  const [value, lower, upper] = [oddsRatio.value, oddsRatio.interval.lower, oddsRatio.interval.upper].map(Math.log)
  const units = unitsForReach({ value: Number(value), lower: Number(lower), upper: Number(upper), units: have }, 0)
  if (oddsRatio.value <= 1 || units.state === 'undefined') {
    const text = `${model} fails with its own base model no more than with others, by odds ratios: more items are not known to help`
    return [{ what: 'items', have, text }]
  }
  const need = Math.max(have + 1, units.value)
  const text = `about ${counted(need, 'item')} in these tasks would show the odds ratio of ${model} to be above that of others, if it stays at ${short(oddsRatio.value)} times that`
  return [{ what: 'items', have, need, text }]
}

function pOf({ p }: ConsistencyEvidence['models'][number]): number {
  return p.state === 'estimated' ? p.p : 1
}
