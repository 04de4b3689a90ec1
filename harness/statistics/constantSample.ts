/**
 * What n independent values that are all equal say about the mean: the exact counterpart of a t test without variation.
 *
 * Values lie in [-reach, reach]. By Markov's inequality, a mean of at most m leaves each value a chance of at most
 * (reach + m) / (reach + c) to be c or more, hence all n a chance of that to the n. For c = 0 and reach 1 the bounds are
 * those of "no discordance among n items", 1 - alpha^(1/n).
 * Source: Markov 1884; Louis 1981 for zero counts.
 *
 * @example constantSample(0, 99, 1).upper(0.05) // 0.0298: 99 items without a difference exclude 3 points
 */
export function constantSample(value: number, n: number, reach: number): ConstantSample {
  const pGreater = (mean: number) => (value <= mean ? 1 : ((reach + mean) / (reach + value)) ** n)
  return {
    pGreater,
    pLess: (mean) => (value >= mean ? 1 : ((reach - mean) / (reach - value)) ** n),
    lower: (alpha) => (reach + value) * alpha ** (1 / n) - reach,
    upper: (alpha) => reach - (reach - value) * alpha ** (1 / n),
  }
}

/** One-sided tests and bounds for the mean. */
export interface ConstantSample {
  /** p of "the mean is at most `mean`". */
  pGreater: (mean: number) => number
  /** p of "the mean is at least `mean`". */
  pLess: (mean: number) => number
  /** The mean is above this, but for a chance of alpha. */
  lower: (alpha: number) => number
  /** The mean is below this, but for a chance of alpha. */
  upper: (alpha: number) => number
}
