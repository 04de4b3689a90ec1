import type { AssociationEvidence, Need, PartialVerdict, ReportVerdict } from '../harness/report/report.generated.ts'
import { correlation } from './number.ts'
import { effect, type EvidenceWords, inOne, needs, quantity, sampleOf, tested } from './verdictWords.ts'

/** An association: the correlation, the partial one, and what both rest on. */
export function associationWords(
  { counts, toDecide, test }: ReportVerdict,
  { correlation: found, partial, notCorrected, reliabilities, strong, minimum }: AssociationEvidence,
): EvidenceWords {
  const interval = found.state === 'estimated' ? found.interval : found
  const facts = [
    ...(strong ? [`strong: the lower bound reaches ${correlation(minimum)}`] : []),
    ...(partial === undefined ? [] : beyond(partial, toDecide)),
    `reliability ${reliabilities
      .map(({ condition, reliability }) => `${condition} ${quantity(reliability)}`)
      .map(inOne)
      .join(', ')}`,
    `not corrected for noise: ${[`Spearman ${quantity(notCorrected.spearman.value)}`, `Kendall ${quantity(notCorrected.kendall)}`].map(inOne).join(', ')}`,
    ...(interval.state === 'estimated' && interval.approximate
      ? [`the interval is approximate: ${interval.because.join('; ')}`]
      : []),
  ]
  return {
    numbers: [
      `ρ ${found.state === 'estimated' ? '= ' : ''}${effect(found, correlation)}`,
      sampleOf(counts),
      tested(test),
    ],
    facts,
  }
}

/** The partial correlation; what is needed for the whole anyway is not said again. */
function beyond(
  { given, correlation: found, state, reason, toDecide }: PartialVerdict,
  said: readonly Need[],
): string[] {
  const names = given.length < 2 ? given.join('') : `${given.slice(0, -1).join(', ')} and ${given.at(-1) ?? ''}`
  const more = toDecide.filter((need) => said.every(({ text }) => text !== need.text))
  return [
    `given ${names}: ${inOne(effect(found, correlation))}, ${state}${state === 'inconclusive' ? `: ${reason}` : ''}`,
    ...needs(more, `would decide it given ${names}`),
  ]
}
