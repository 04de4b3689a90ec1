import type { Estimate } from '../harness/report/report.generated.ts'
import { plusMinus, points } from './number.ts'

/** A score with its ±, or why there is none. */
export function found(estimate: Estimate): string {
  if (estimate.state === 'undefined') return `nothing (${estimate.reason})`
  return (
    points(estimate.value) +
    (estimate.interval.state === 'estimated' ? ` ${plusMinus(estimate.interval.plusMinus)}` : '')
  )
}
