import { benjaminiHochberg } from '../../statistics/benjaminiHochberg.ts'
import type { PValue, Quantity } from '../report.generated.ts'

/** The p of a table, corrected for all its entries together (Benjamini and Hochberg); one that could not be computed counts as 1. */
export function corrected<T extends { test: PValue }>(entries: readonly T[]): (T & { adjusted: Quantity })[] {
  const adjusted = benjaminiHochberg(entries.map(({ test }) => (test.state === 'estimated' ? test.p : 1)))
  return entries.map((entry, index) => ({
    ...entry,
    adjusted: entry.test.state === 'undefined' ? entry.test : { state: 'estimated', value: Number(adjusted[index]) },
  }))
}
