import type { ReplicationEvidence, ReportVerdict } from '../harness/report/report.generated.ts'
import { correlation, count } from './number.ts'
import { effect, type EvidenceWords, sampleOf, some, tested } from './verdictWords.ts'

/** A replication: the correlation in every base model, and the pairs that differ most. */
export function replicationWords({ counts, test }: ReportVerdict, evidence: ReplicationEvidence): EvidenceWords {
  const { models, pairs } = evidence
  const widest = [...pairs].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
  return {
    numbers: [count(models.length, 'base model'), sampleOf(counts), `smallest ${tested(test)}`],
    facts: [
      ...models.map(({ model, state, correlation: found }) => `${model} ρ ${effect(found, correlation)}, ${state}`),
      ...(widest.length > 0
        ? [
            `apart (atanh scale): ${some(widest.map((pair) => `${pair.a} less ${pair.b} ${correlation(pair.difference)} ${tested(pair.test)}`))}`,
          ]
        : []),
    ],
  }
}
