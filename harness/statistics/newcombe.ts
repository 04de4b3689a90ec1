import type { Bounds } from './bounds.ts'
import { notComputable } from './undefined.ts'
import { wilson } from './wilson.ts'

/** How often both were right, only A, only B, neither. */
export interface PairedCounts {
  both: number
  onlyA: number
  onlyB: number
  neither: number
}

/**
 * Newcombe's method 10: between which values does the share right of A minus that of B lie, both on the same items?
 *
 * The Wilson limits of the two shares are combined as sides of a triangle, with the correlation phi of the paired
 * outcomes; a positive numerator of phi is first reduced by n/2, but not below 0. phi is 0 where a margin is empty.
 * Stays inside [-1, 1]. Items must be independent. Undefined without items and for counts that are not whole numbers.
 * Source: Newcombe 1998, Statistics in Medicine 17, 2635-2650, method 10.
 *
 * @example newcombe({ both: 1, onlyA: 1, onlyB: 7, neither: 12 }) // lower -0.5069, upper -0.0256
 */
export function newcombe({ both, onlyA, onlyB, neither }: PairedCounts, level = 0.95): Bounds {
  const counts = [both, onlyA, onlyB, neither]
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0))
    return notComputable(`expected whole numbers of items, got ${counts.join(', ')}`)
  const n = both + onlyA + onlyB + neither
  const a = wilson(both + onlyA, n, level)
  const b = wilson(both + onlyB, n, level)
  if (a.state === 'undefined') return a
  if (b.state === 'undefined') return b

  const shareA = (both + onlyA) / n
  const shareB = (both + onlyB) / n
  const difference = (onlyA - onlyB) / n
  const margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither)
  const product = both * neither - onlyA * onlyB
  const phi = margins === 0 ? 0 : (product > 0 ? Math.max(0, product - n / 2) : product) / Math.sqrt(margins)
  const side = (u: number, v: number) => Math.sqrt(Math.max(0, u * u - 2 * phi * u * v + v * v))
  return {
    state: 'estimated',
    lower: difference - side(shareA - a.lower, b.upper - shareB),
    upper: difference + side(a.upper - shareA, shareB - b.lower),
    level,
  }
}
