import quantile from '@stdlib/stats-base-dists-normal-quantile'

/**
 * The z that a standard normal variable exceeds in magnitude with probability 1 - level.
 *
 * `level` is a two-sided confidence level in [0.5, 0.99999], else a RangeError: the quantile is read in the upper tail,
 * where it is accurate to 1e-10 in that range.
 *
 * @example normalQuantile(0.95) // 1.959963984540054
 */
export function normalQuantile(level: number): number {
  if (!(level >= 0.5 && level <= 0.99999)) {
    throw new RangeError(`confidence level: expected a number in [0.5, 0.99999], got ${level}`)
  }
  return quantile(0.5 + level / 2, 0, 1)
}
