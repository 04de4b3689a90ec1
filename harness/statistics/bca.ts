import type { Bounds } from './bounds.ts'
import { normalCdf, normalInverse } from './normal.ts'
import { requireInside } from './parameter.ts'
import type { Coefficient } from './pearson.ts'
import { notComputable, type Undefined } from './undefined.ts'

/** Above this share of resamples without a value there is no interval. */
const MOST_UNDEFINED = 0.05

/**
 * Efron's bias-corrected and accelerated (BCa) bootstrap interval, from resampled values and delete-one values.
 *
 * z0 = Phi^-1((values below + half of those equal to the estimate) / B); acceleration from the skewness of the delete-one
 * values, 0 where they are all equal; ends are quantiles of the resampled values, interpolated linearly. Second-order accurate, but
 * no better than the number of independent units allows. NaN marks a resample without a value: such are counted, and above 5 %
 * there is no interval. Undefined also when all resampled values are equal, or on one side of the estimate.
 * Source: Efron 1987; Efron and Tibshirani 1993, section 14.3.
 *
 * @param estimate the statistic of the data as they are
 * @param resampled its value in each resample, NaN where it had none
 * @param left its value without one unit (cluster, task or item) at a time
 */
export function bcaBounds(
  estimate: number,
  resampled: ArrayLike<number>,
  left: ArrayLike<number>,
  level = 0.95,
): Bounds {
  requireInside('confidence level', level, 0, 1)
  const found = correction(estimate, resampled, left)
  if (found.state === 'undefined') return found
  const { sorted, bias, skew } = found
  const probability = (tail: number) => {
    const z = bias + normalInverse(tail)
    return skew * z < 1 ? normalCdf(bias + z / (1 - skew * z)) : NaN
  }
  const from = probability((1 - level) / 2)
  const to = probability((1 + level) / 2)
  if (!(from <= to)) return notComputable(TOO_SKEWED)
  return { state: 'estimated', lower: quantile(sorted, from), upper: quantile(sorted, to), level }
}

/**
 * One-sided p of "the true value is 0 or less": the tail at which the lower end of the BCa interval reaches 0.
 *
 * The resampled values at or below 0 are counted with one more, (1 + count) / (B + 1), and no p is smaller than 1 / (B + 1). Undefined
 * where the interval is.
 * Source: Efron and Tibshirani 1993, section 15.4.
 */
export function bcaP(estimate: number, resampled: ArrayLike<number>, left: ArrayLike<number>): Coefficient {
  const found = correction(estimate, resampled, left)
  if (found.state === 'undefined') return found
  const { sorted, bias, skew } = found
  const least = 1 / (sorted.length + 1)
  const share = least * (1 + sorted.filter((value) => value <= 0).length)
  const z = share < 1 ? normalInverse(share) - bias : Infinity
  if (z === Infinity) return { state: 'estimated', value: 1 }
  return 1 + skew * z > 0
    ? { state: 'estimated', value: Math.max(least, normalCdf(z / (1 + skew * z) - bias)) }
    : notComputable(TOO_SKEWED)
}

const TOO_SKEWED = 'the delete-one values are too skewed for an interval'

interface Correction {
  state: 'estimated'
  /** The resampled values that there are, in order. */
  sorted: Float64Array
  /** z0. */
  bias: number
  /** The acceleration. */
  skew: number
}

function correction(estimate: number, resampled: ArrayLike<number>, left: ArrayLike<number>): Correction | Undefined {
  const sorted = definedValues(resampled)
  if (typeof sorted === 'string') return notComputable(sorted)
  const values = Float64Array.from(left)
  if (!Number.isFinite(estimate) || !values.every(Number.isFinite))
    return notComputable('the estimate or a delete-one value is not a finite number')
  // What rounding makes of a tie with the estimate is a tie.
  const slack = 1e-12 * Math.max(Math.abs(estimate), Math.abs(Number(sorted[0])), Math.abs(Number(sorted.at(-1))))
  let below = 0
  for (const value of sorted) below += Math.abs(value - estimate) <= slack ? 0.5 : value < estimate ? 1 : 0
  const share = below / sorted.length
  if (!(share > 0 && share < 1)) return notComputable('every resample lies on the same side of the estimate')
  return { state: 'estimated', sorted, bias: normalInverse(share), skew: acceleration(values) }
}

/**
 * The percentile interval: the middle `level` of the resampled values. Simple, and off where they are biased or skewed.
 *
 * Undefined where the BCa interval is for want of values.
 * Source: Efron 1979.
 */
export function percentileBounds(resampled: ArrayLike<number>, level = 0.95): Bounds {
  requireInside('confidence level', level, 0, 1)
  const sorted = definedValues(resampled)
  if (typeof sorted === 'string') return notComputable(sorted)
  return {
    state: 'estimated',
    lower: quantile(sorted, (1 - level) / 2),
    upper: quantile(sorted, (1 + level) / 2),
    level,
  }
}

/** The values in order, or why they make no interval. */
function definedValues(resampled: ArrayLike<number>): Float64Array | string {
  const sorted = Float64Array.from(resampled)
    .filter((value) => Number.isFinite(value))
    .sort()
  const missing = resampled.length - sorted.length
  if (sorted.length === 0 || missing > MOST_UNDEFINED * resampled.length)
    return `${missing} of ${resampled.length} resamples have no value`
  return sorted[0] === sorted.at(-1) ? `all ${sorted.length} resamples give the same value` : sorted
}

function acceleration(left: Float64Array): number {
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length
  let squares = 0
  let cubes = 0
  for (const value of left) {
    squares += (mean - value) ** 2
    cubes += (mean - value) ** 3
  }
  return squares > (1e-13 * mean) ** 2 * left.length ? cubes / (6 * squares ** 1.5) : 0
}

/** Linear between the order statistics (type 7 of Hyndman and Fan 1996). */
function quantile(sorted: Float64Array, probability: number): number {
  const at = probability * (sorted.length - 1)
  const low = Number(sorted[Math.floor(at)])
  return low + (at - Math.floor(at)) * (Number(sorted[Math.ceil(at)]) - low)
}
