import { requireProbabilities } from './parameter.ts'

/**
 * Benjamini and Hochberg's correction: p-values that keep the expected share of false rejections below alpha.
 *
 * Every planned test counts: pass 1 for one that could not be computed. The result is in the order of the input, monotone in
 * it, at most 1, and equal for ties. Tests must be independent or positively dependent. A RangeError for a p outside [0, 1].
 * Source: Benjamini and Hochberg 1995.
 *
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  requireProbabilities(p)
  const adjusted = p.map(() => 1)
  let smallest = 1
  p.map((value, index) => ({ value, index }))
    .sort((a, b) => b.value - a.value || b.index - a.index)
    .forEach(({ value, index }, place) => {
      smallest = Math.min(smallest, (value * p.length) / (p.length - place))
      adjusted[index] = smallest
    })
  return adjusted
}
