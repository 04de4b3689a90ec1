import type { Undefined } from '../statistics/undefined.ts'
import { drowned, missingItems, tooFew } from './associationRule.ts'
import type { MatchEvidence } from './matchedEvidence.ts'
import { designNeeds, itemNeeds } from './needs.ts'
import type { Sample } from './sample.ts'
import { decideSpecificity } from './specificityRule.ts'
import type { Counts, FamilyTest, Need, VerdictState } from './verdict.ts'
import { counted } from './wording.ts'

/**
 * Do tuned scores follow those of their own base model more than those of others? The first rule that applies decides.
 *
 * 1. One base model, missing items, too few tasks or clusters, a low reliability, a correlation without a value: inconclusive.
 * 2. Adjusted p <= alpha, which speaks of every base model, and the interval of the mean difference above 0: supported.
 * 3. That interval below the minimum: refuted.
 * 4. Otherwise inconclusive.
 */
export function decideMatch(
  { models, specificity, reliabilities, minimum }: MatchEvidence,
  test: FamilyTest,
  counts: Counts,
  alpha: number,
): { state: VerdictState; reason: string } {
  const inconclusive = (reason: string) => ({ state: 'inconclusive' as const, reason })
  if (models.length < 2)
    return inconclusive(`${counted(models.length, 'base model')}: what is its own needs another to compare with`)
  const lacking = [...missingItems(counts), ...tooFew(counts, false), ...drowned(reliabilities)]
  if (lacking.length > 0) return inconclusive(lacking.join('; '))
  if (specificity.state === 'undefined') return inconclusive(specificity.reason)
  const words = {
    smaller: 'what is its own, if anything',
    unconfirmed: (p: string) => `not in every base model by itself: p = ${p}`,
  }
  return decideSpecificity(specificity, test, { minimum, alpha }, words)
}

/** What would decide it: another base model, a larger design, items where scores are not dependable. */
export function matchNeeds(
  { models }: MatchEvidence,
  counts: Counts,
  sample: Sample | Undefined,
  alpha: number,
): Need[] {
  if (models.length < 2) {
    const text = 'add a base model with models tuned from it to the study'
    return [{ what: 'other', have: models.length, need: 2, text }]
  }
  if (sample.state === 'undefined') return []
  return [...designNeeds(counts, [], alpha), ...itemNeeds(sample)]
}
