import { pairFault, pearson, type Coefficient } from './pearson.ts'
import { midRanks } from './ranks.ts'
import { notComputable } from './undefined.ts'

/**
 * Spearman's rank correlation: how nearly does y rise (or fall) whenever x rises?
 *
 * Pearson's correlation of mid-ranks; ties are allowed. Undefined where Pearson's is.
 * Source: Spearman 1904.
 *
 * @example spearman([1, 2, 3, 4], [1, 8, 27, 20]) // { state: 'estimated', value: 0.8 }
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): Coefficient {
  const fault = pairFault(x, y)
  return fault === undefined ? pearson(midRanks(x), midRanks(y)) : notComputable(fault)
}
