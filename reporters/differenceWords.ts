import type { DifferenceEvidence, Interval, PValue, ReportVerdict } from '../harness/report/report.generated.ts'
import { count, difference, probability } from './number.ts'
import { effect, type EvidenceWords, sampleOf, tested } from './verdictWords.ts'

/** A paired difference, a contrast or a trend: the mean in points, both tests, and the interval for the other claim. */
export function differenceWords({ counts, test: planned }: ReportVerdict, evidence: DifferenceEvidence): EvidenceWords {
  const { difference: found, is, zero, equivalence, intervals, generalise, ranks } = evidence
  const value = found.state === 'estimated' ? `= ${effect(found, difference)} points` : effect(found, difference)
  const facts =
    found.state === 'undefined'
      ? []
      : [
          `found ${evidence.finding}; test of ${is === 'equal' ? `no difference: ${told(zero)}` : `equality: ${told(equivalence.p)}`}`,
          generalise === 'items'
            ? `the interval is about exactly these tasks; about tasks like them it is ${range(intervals.tasks)}`
            : `the interval is about tasks like these; about exactly these it is ${range(intervals.items)}`,
          ...(ranks === undefined ? [] : [`order of the levels by ranks of the tasks (Page): ${told(ranks)}`]),
        ]
  const items = count(counts.items.total, 'item')
  return { numbers: [`${SIGN[evidence.kind]} ${value}`, sampleOf(counts), items, tested(planned)], facts }
}

const SIGN: Record<DifferenceEvidence['kind'], string> = { comparison: 'Δ', contrast: 'ΔΔ', trend: 'slope' }

function told(p: PValue): string {
  return p.state === 'estimated' ? probability(p.p) : `not computable (${p.reason})`
}

function range(interval: Interval): string {
  return interval.state === 'estimated'
    ? `[${difference(interval.lower)}, ${difference(interval.upper)}]`
    : `not computable (${interval.reason})`
}
