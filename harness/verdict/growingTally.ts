import type { Tally } from '../statistics/differenceTally.ts'

/** A tally of differences in [-1, 1] that grows from look to look; equal to a tally of all of them. */
export function growingTally(): { add: (difference: number) => void; tally: () => Tally; mean: () => number } {
  const counts = new Map<number, number>()
  return {
    add(difference) {
      // Adding 0 makes the two zeros of floating point one value.
      counts.set(difference + 0, (counts.get(difference + 0) ?? 0) + 1)
    },
    tally() {
      const sorted = [...counts].sort(([a], [b]) => a - b)
      return {
        state: 'counted',
        n: sorted.reduce((sum, [, count]) => sum + count, 0),
        values: Float64Array.from(sorted, ([value]) => value),
        counts: Float64Array.from(sorted, ([, count]) => count),
      }
    },
    mean() {
      const sorted = [...counts].sort(([a], [b]) => a - b)
      const n = sorted.reduce((sum, [, count]) => sum + count, 0)
      return sorted.reduce((sum, [value, count]) => sum + value * count, 0) / n
    },
  }
}
