import { permutationTest, type PermutationP } from './permutation.ts'
import { midRanks } from './ranks.ts'
import { notComputable } from './undefined.ts'

/**
 * Exact two-sided p of Spearman's correlation: how many of all n! orders of y give one at least as far from 0?
 *
 * For up to 8 pairs, where the t approximation is poor; ties are allowed. Undefined beyond that, and for a constant side.
 * Source: Kendall 1948, chapter 4.
 *
 * @example spearmanExact([1, 2, 3, 4], [1, 2, 3, 4]) // p 2/24
 */
export function spearmanExact(x: ArrayLike<number>, y: ArrayLike<number>): PermutationP {
  if (x.length > 8) return notComputable(`all orders of ${x.length} pairs are too many to enumerate`)
  return permutationTest(midRanks(x), midRanks(y), {
    clusters: Array.from({ length: x.length }, () => ''),
    sharedNoise: 0,
    alternative: 'two-sided',
    seed: 0,
    purpose: 'exact',
  })
}
