/**
 * P-value of "the effect is there in fewer than `atLeast` of these tests": Fisher's combination of all but the `atLeast` - 1 smallest
 * p-values. Counting tests that reject is no such test: where one too few is true, one false rejection would do.
 *
 * The tests must be independent, here because no two tasks share items. A p of 0 is read as the smallest positive number.
 * Throws a RangeError for a p outside [0, 1], and for a count that is not a whole number from 1 to the number of tests.
 * Source: Benjamini and Heller 2008; the chi-square tail of an even number of degrees of freedom is a Poisson sum.
 */
export function partialConjunction(p: readonly number[], atLeast: number): number {
  const wrong = p.find((one) => !(one >= 0 && one <= 1))
  if (wrong !== undefined) throw new RangeError(`expected a p in [0, 1], got ${wrong}`)
  if (!Number.isInteger(atLeast) || atLeast < 1 || atLeast > p.length)
    throw new RangeError(`expected a whole number from 1 to ${p.length}, got ${atLeast}`)
  const largest = Float64Array.from(p)
    .sort()
    .subarray(atLeast - 1)
  const half = largest.reduce((sum, one) => sum - Math.log(Math.max(one, Number.MIN_VALUE)), 0)
  if (half === 0) return 1
  let [log, tail] = [-half, 0]
  for (let term = 1; term <= largest.length; term++) {
    tail += Math.exp(log)
    log += Math.log(half / term)
  }
  return Math.min(1, tail)
}
