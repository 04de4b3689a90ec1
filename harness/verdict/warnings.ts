import type { Counts, Estimate, PartialVerdict } from './verdict.ts'
import { counted, short } from './wording.ts'

/** Doubts about an association that do not change its state, in a fixed order. */
export function warningsOf(correlation: Estimate, counts: Counts, partial: PartialVerdict | undefined): string[] {
  const warnings: string[] = []
  for (const [what, estimate] of [
    ['correlation', correlation] as const,
    ['partial correlation', partial?.correlation] as const,
  ]) {
    if (estimate?.state === 'estimated' && Math.abs(estimate.value) > 1) {
      warnings.push(
        `the noise-corrected ${what} is ${short(estimate.value)}: beyond 1 by sampling error, shown as it is`,
      )
    }
  }
  for (const { condition, seeds } of counts.seeds) {
    if (seeds.length === 1)
      warnings.push(`one seed of ${condition}: the variance between seeds is unknown and stays in`)
  }
  for (const { control, reason } of partial?.dropped ?? []) warnings.push(`control ${control} was dropped: ${reason}`)
  if (counts.leftOutByDesign > 0) {
    warnings.push(`${counted(counts.leftOutByDesign, 'item')} left out: one of the conditions is declared to use fewer`)
  }
  if (counts.missing > 0) warnings.push(`${counted(counts.missing, 'item')} left out: missing under some condition`)
  return warnings
}
