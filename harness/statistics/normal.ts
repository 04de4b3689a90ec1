import cdf from '@stdlib/stats-base-dists-normal-cdf'
import quantile from '@stdlib/stats-base-dists-normal-quantile'

/**
 * The probability that a standard normal variable is at most `z`.
 *
 * Accurate to 1e-11 relative down to 1e-300; the upper tail is `normalCdf(-z)`, never 1 - normalCdf(z).
 *
 * @example normalCdf(-1.96) // 0.024997895148220435
 */
export function normalCdf(z: number): number {
  return cdf(z, 0, 1)
}

/**
 * The z that a standard normal variable stays below with probability `p`; a RangeError for p outside (0, 1).
 *
 * Accurate to 1e-11 relative down to p = 1e-300. `normalQuantile` is the two-sided form by confidence level.
 *
 * @example normalInverse(0.025) // -1.9599639845400545
 */
export function normalInverse(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`probability: expected a number between 0 and 1, got ${p}`)
  if (p >= 1e-5) return quantile(p, 0, 1)
  // The library loses digits in the lower tail. Newton's method on the logarithm of the cdf, which is concave: from a
  // start below the root it rises to it without overshooting, and each step doubles the digits.
  let z = -Math.sqrt(-2 * Math.log(p))
  for (let step = 0; step < 8; step++) {
    const below = normalCdf(z)
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    z -= (Math.log(below) - Math.log(p)) * (below / density)
  }
  return z
}
