import { requireProbabilities } from './parameter.ts'

/**
 * Holm's step-down correction: p-values that keep the chance of any false rejection in the family below alpha.
 *
 * Every planned test counts, also one that could not be computed: pass 1 for it. The result is in the order of the
 * input, monotone in it, at most 1, and equal for ties. A RangeError for a p outside [0, 1]: dropping it would change
 * the number of tests. No assumption on how the tests depend on each other.
 * Source: Holm 1979, Scandinavian Journal of Statistics 6, 65-70.
 *
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(p: readonly number[]): number[] {
  requireProbabilities(p)
  const adjusted = p.map(() => 1)
  let largest = 0
  p.map((value, index) => ({ value, index }))
    .sort((a, b) => a.value - b.value || a.index - b.index)
    .forEach(({ value, index }, rank) => {
      largest = Math.max(largest, Math.min(1, value * (p.length - rank)))
      adjusted[index] = largest
    })
  return adjusted
}
