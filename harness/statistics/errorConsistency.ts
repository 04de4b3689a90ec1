import { listFault } from './listFault.ts'
import type { Coefficient } from './pearson.ts'
import { notComputable } from './undefined.ts'

/**
 * Error consistency: do two systems get the same items right and wrong, more than their shares right alone would make them?
 *
 * kappa = (o - e) / (1 - e): o the share of items on which both are right or both wrong, e = p1 p2 + (1 - p1)(1 - p2). 1 for the
 * same items, 0 for no more than by chance. Scores are 0 or 1. Undefined without items, for unequal lengths, other
 * scores, and when chance alone makes them agree on everything (both all right, or both all wrong).
 * Source: Geirhos, Meding and Wichmann 2020; Cohen 1960.
 *
 * @example errorConsistency([1, 1, 0, 0], [1, 0, 0, 0]) // { state: 'estimated', value: 0.5 }
 */
export function errorConsistency(a: ArrayLike<number>, b: ArrayLike<number>): Coefficient {
  const fault = listFault({ A: a, B: b }, 1)
  if (fault !== undefined) return notComputable(fault)
  let [rightA, rightB, both] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [Number(a[i]), Number(b[i])]
    if ((x !== 0 && x !== 1) || (y !== 0 && y !== 1))
      return notComputable(`item ${i + 1}: expected scores of 0 or 1, got ${x} and ${y}`)
    rightA += x
    rightB += y
    both += x * y
  }
  const value = kappa(rightA / a.length, rightB / a.length, both / a.length)
  return value === undefined ? notComputable('both are all right or both all wrong') : { state: 'estimated', value }
}

/** Kappa from the shares right of each and of both; nothing where agreement by chance is complete. */
function kappa(shareA: number, shareB: number, both: number): number | undefined {
  const [left, disagree] = [shareA * (1 - shareB) + shareB * (1 - shareA), shareA + shareB - 2 * both]
  // (o - e) / (1 - e) in terms of disagreement, which is exact where agreement is nearly complete.
  return left > 0 ? 1 - disagree / left : undefined
}
