import type { AgreementEvidence, ReportVerdict } from '../harness/report/report.generated.ts'
import { correlation, count, difference, percent, points } from './number.ts'
import { effect, type EvidenceWords, sampleOf } from './verdictWords.ts'

/** Agreement in level: the concordance, where differences between tasks lie, and on how many tasks none matters. */
export function agreementWords({ counts }: ReportVerdict, evidence: AgreementEvidence): EvidenceWords {
  const { concordance, limits, equivalent, margin, x, y } = evidence
  const value =
    concordance.state === 'estimated' ? `= ${effect(concordance, correlation)}` : effect(concordance, correlation)
  return {
    numbers: [`concordance ${value}`, sampleOf(counts), count(counts.items.total, 'item')],
    facts: [
      ...(limits.state === 'estimated'
        ? [
            `${y} less ${x}: mean ${difference(limits.bias.value)} points, ${percent(limits.level)} of tasks from ${difference(limits.low.value)} to ${difference(limits.high.value)}`,
          ]
        : []),
      ...(equivalent.state === 'estimated'
        ? [`shown to differ by less than ${points(margin)} points on ${percent(equivalent.value)} of the tasks`]
        : []),
    ],
  }
}
