import { notComputable, type Undefined } from './undefined.ts'

/** How often each difference was seen: all that a betting test needs to know, whatever the order of the items. */
export interface Tally {
  state: 'counted'
  n: number
  /** Distinct differences in [-1, 1], ascending. */
  values: Float64Array
  counts: Float64Array
}

/**
 * Counts the distinct values of paired differences.
 *
 * Undefined for a difference outside [-1, 1] or not a number: halve contrasts that reach 2. No difference at all is a tally
 * of nothing, where a sequential test begins.
 *
 * @example tallyDifferences([0, 1, 0, -1]) // values [-1, 0, 1], counts [1, 2, 1]
 */
export function tallyDifferences(differences: ArrayLike<number>): Tally | Undefined {
  const sorted = Float64Array.from(differences).sort()
  const outside = sorted.findIndex((value) => !(Math.abs(value) <= 1))
  if (outside >= 0) return notComputable(`a difference of ${Number(sorted[outside])} lies outside [-1, 1]`)
  const counts = new Map<number, number>()
  // Adding 0 makes the two zeros of floating point one value.
  for (const value of sorted) counts.set(value + 0, (counts.get(value + 0) ?? 0) + 1)
  return {
    state: 'counted',
    n: sorted.length,
    values: Float64Array.from(counts.keys()),
    counts: Float64Array.from(counts.values()),
  }
}
