import type { MatchEvidence, ModelMatch, ReportVerdict } from '../harness/report/report.generated.ts'
import { correlation, count, probability } from './number.ts'
import { effect, inOne, type EvidenceWords, quantity, sampleOf, some, tested } from './verdictWords.ts'

/** Matched against mismatched base models: how specific tuned scores are on average, and for each base model the correlations behind it. */
export function matchWords({ counts, test }: ReportVerdict, { models, specificity }: MatchEvidence): EvidenceWords {
  const value = effect(specificity, correlation)
  return {
    numbers: [
      `own less other atanh ρ ${specificity.state === 'estimated' ? `= ${value}` : value}`,
      count(models.length, 'base model'),
      sampleOf(counts),
      `largest ${tested(test)}`,
    ],
    facts: models.length < 2 ? [] : models.map(factOf),
  }
}

function factOf({ model, matched, mismatched, specificity, p, others }: ModelMatch): string {
  const each = others.map((other) => `${other.model} ${quantity(other.correlation)}`)
  const named = each.length > 1 ? ` (${some(each)})` : ''
  const probable = p.state === 'estimated' ? probability(p.p) : `p not computable (${p.reason})`
  return `${model} ρ ${quantity(matched)} with its own base model, ${quantity(mismatched)} with others${named}: ${effect(specificity, correlation)}, ${inOne(probable)}`
}
