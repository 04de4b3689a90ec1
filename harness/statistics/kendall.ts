import { pairFault, type Coefficient } from './pearson.ts'
import { notComputable } from './undefined.ts'

/**
 * Kendall's tau-b: of all pairs of points, how many more are in the same order than in the opposite one?
 *
 * (C - D) / sqrt((P - ties in x)(P - ties in y)) with P = n(n - 1)/2 pairs. All pairs are compared: n^2 steps, instant for
 * the hundreds of tasks of a study. Undefined where Pearson's correlation is.
 * Source: Kendall 1945.
 *
 * @example kendall([1, 2, 3, 4], [1, 3, 2, 4]) // { state: 'estimated', value: 0.6666666666666666 }
 */
export function kendall(x: ArrayLike<number>, y: ArrayLike<number>): Coefficient {
  const fault = pairFault(x, y)
  if (fault !== undefined) return notComputable(fault)
  let balance = 0
  let untiedX = 0
  let untiedY = 0
  for (let i = 1; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const a = order(x, i, j)
      const b = order(y, i, j)
      balance += a * b
      untiedX += a * a
      untiedY += b * b
    }
  }
  // One root of each factor, and never more than 1 by rounding.
  const value = balance / Math.sqrt(untiedX) / Math.sqrt(untiedY)
  return { state: 'estimated', value: Math.max(-1, Math.min(1, value)) }
}

/** 1, 0 or -1; a difference would vanish below 1e-308. */
function order(values: ArrayLike<number>, i: number, j: number): number {
  const a = Number(values[i])
  const b = Number(values[j])
  return a > b ? 1 : a < b ? -1 : 0
}
