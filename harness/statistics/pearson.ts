import { notComputable, type Undefined } from './undefined.ts'

export type Coefficient = { state: 'estimated'; value: number } | Undefined

/**
 * Pearson's product-moment correlation: how nearly do pairs lie on a straight line?
 *
 * Two passes over values that were scaled by a power of two, so that 1e-300, 1e150 and an offset of 1e9 work.
 * Undefined for unequal lengths, fewer than two pairs, values that are not finite, and a constant side.
 * Source: Pearson 1895.
 *
 * @example pearson([1, 2, 3], [2, 4, 7]) // { state: 'estimated', value: 0.9933992677987828 }
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): Coefficient {
  const fault = pairFault(x, y)
  if (fault !== undefined) return notComputable(fault)
  const dx = scaledDeviations(x)
  const dy = scaledDeviations(y)
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < dx.length; i++) {
    const a = Number(dx[i])
    const b = Number(dy[i])
    xx += a * a
    yy += b * b
    xy += a * b
  }
  // Rounding may carry a perfect correlation past 1 by one unit in the last place.
  return { state: 'estimated', value: Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) }
}

/** Why a list of pairs has no correlation, or nothing when it has one. */
export function pairFault(x: ArrayLike<number>, y: ArrayLike<number>): string | undefined {
  if (x.length !== y.length) return `${x.length} values of x but ${y.length} of y`
  if (x.length < 2) return `a correlation needs two pairs, got ${x.length}`
  for (const [name, side] of [['x', x] as const, ['y', y] as const]) {
    const values = Float64Array.from(side)
    if (!values.every(Number.isFinite)) return `${name} holds a value that is not finite`
    if (values.every((value) => value === values[0])) return `all ${values.length} values of ${name} are equal`
  }
  return undefined
}

/** Deviations from the mean, scaled to magnitudes near 1. */
function scaledDeviations(values: ArrayLike<number>): Float64Array {
  const scaled = nearOne(Float64Array.from(values))
  const centre = mean(scaled)
  const rough = scaled.map((value) => value - centre)
  // The mean of large values is itself rounded; a second subtraction removes what is left of it.
  const offset = mean(rough)
  return nearOne(rough.map((value) => value - offset))
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Divides by a power of two, which rounds nothing: dividing by the largest value would cost the digits behind an offset. */
function nearOne(values: Float64Array): Float64Array {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest === 0) return values
  const exponent = Math.floor(Math.log2(largest))
  // In two steps: 2^-exponent itself may lie beyond the range of a double.
  const half = 2 ** -Math.trunc(exponent / 2)
  const rest = 2 ** -(exponent - Math.trunc(exponent / 2))
  return values.map((value) => value * half * rest)
}
