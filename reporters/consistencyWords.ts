import type { ConsistencyEvidence, ModelConsistency, ReportVerdict } from '../harness/report/report.generated.ts'
import { correlation, count, probability, ratio } from './number.ts'
import { effect, inOne, type EvidenceWords, quantity, some, tested } from './verdictWords.ts'

/** Item-level consistency: how specific it is on average, and for each base model the kappas and the odds ratio behind it. */
export function consistencyWords({ counts, test }: ReportVerdict, evidence: ConsistencyEvidence): EvidenceWords {
  const { models, specificity } = evidence
  const value =
    specificity.state === 'estimated' ? `= ${effect(specificity, correlation)}` : effect(specificity, correlation)
  return {
    numbers: [
      `specificity ${value}`,
      count(models.length, 'base model'),
      count(counts.tasks, 'task'),
      count(counts.items.total, 'item'),
      `largest ${tested(test)}`,
    ],
    facts: models.flatMap(factsOf),
  }
}

function factsOf({ model, matched, mismatched, specificity, oddsRatio, p, others }: ModelConsistency): string[] {
  if (others.length === 0) return [`${model} κ ${effect(matched, correlation)} with its own base model`]
  const kappas = others.map((other) => `${other.model} ${quantity(other.consistency)}`)
  const each = others.length > 1 ? ` (${some(kappas)})` : ''
  const probable = p.state === 'estimated' ? probability(p.p) : `p not computable (${p.reason})`
  return [
    `${model} κ ${effect(matched, correlation)} with its own base model, ${quantity(mismatched)} with others${each}`,
    `${model} specificity ${effect(specificity, correlation)}, odds ratio ${effect(oddsRatio, ratio)} times that of others, ${inOne(probable)}`,
  ]
}
