import type { ArtefactsEvidence, Effect, ReportVerdict, Undefined } from '../harness/report/report.generated.ts'
import { correlation, count } from './number.ts'
import { DOT, effect, type EvidenceWords, quantity, sampleOf, tested } from './verdictWords.ts'

/** Defects: the strict correlation, then a line on what each does to it. */
export function artefactsWords({ counts }: ReportVerdict, { strict, steps }: ArtefactsEvidence): EvidenceWords {
  return {
    numbers: [
      `strict ρ ${effect(strict.correlation, correlation)}`,
      `Spearman ${quantity(strict.spearman)}`,
      sampleOf(counts),
    ],
    facts: [
      'each alone, against what it needs to act; all together against strict:',
      ...steps.map(({ name, against, moved, before, correlation: found, spearman, change, test }) => {
        const title = `${DOT}${name}${against.length === 0 ? '' : ` over ${against.join(', ')}`}`
        if (moved === 0) return `${title}: changes the score of no task`
        const path = `from ${value(before.correlation)} to ${value(found)}`
        const plain = `Spearman ${quantity(before.spearman)} to ${quantity(spearman)}`
        return `${title}: ${effect(change, signed)} ${path}, ${tested(test)}; ${plain}; ${count(moved, 'task')} moved`
      }),
    ],
  }
}

const value = (found: Effect | Undefined) => (found.state === 'estimated' ? correlation(found.value) : 'not computable')

const signed = (value: number) => (value > 0 ? `+${correlation(value)}` : correlation(value))
