/**
 * Ordinary least squares: the weights of `columns` whose sum comes nearest to `y`.
 *
 * By modified Gram-Schmidt with one repetition. A column that the columns before it determine gets weight 0 and does
 * not count in `rank`. Columns and y are equally long; give a column of ones for an intercept.
 * Source: Björck 1996, section 2.4.
 *
 * @example leastSquares([[1, 1, 1], [0, 1, 2]], [1, 3, 5]) // weights [1, 2], rank 2, residuals 0
 */
export function leastSquares(columns: readonly ArrayLike<number>[], y: ArrayLike<number>): LeastSquares {
  const basis: Float64Array[] = []
  const kept: number[] = []
  const upper: number[][] = []
  for (const [k, column] of columns.entries()) {
    const values = Float64Array.from(column)
    const before = length(values)
    const parts = project(values, basis)
    const left = length(values)
    if (left <= 1e-10 * before) continue
    basis.push(values.map((value) => value / left))
    kept.push(k)
    upper.push([...parts, left])
  }
  const residuals = Float64Array.from(y)
  const target = project(residuals, basis)

  const weights = new Float64Array(columns.length)
  for (let row = kept.length - 1; row >= 0; row--) {
    let value = Number(target[row])
    for (let later = row + 1; later < kept.length; later++)
      value -= Number(upper[later]?.[row]) * Number(weights[Number(kept[later])])
    weights[Number(kept[row])] = value / Number(upper[row]?.[row])
  }
  return { weights, residuals, rank: kept.length, basis }
}

export interface LeastSquares {
  weights: Float64Array
  residuals: Float64Array
  rank: number
  /** Orthonormal columns that span the given ones. */
  basis: Float64Array[]
}

/** Takes the part along `basis` out of `values`, in place, and returns its coordinates. */
export function project(values: Float64Array, basis: readonly Float64Array[]): number[] {
  const parts = basis.map(() => 0)
  // Once more: the first pass leaves rounding errors of the size of what was taken out.
  for (let pass = 1; pass <= 2; pass++) {
    for (const [k, direction] of basis.entries()) {
      let along = 0
      for (let i = 0; i < values.length; i++) along += Number(values[i]) * Number(direction[i])
      for (let i = 0; i < values.length; i++) values[i] = Number(values[i]) - along * Number(direction[i])
      parts[k] = Number(parts[k]) + along
    }
  }
  return parts
}

function length(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}
