import { listFault } from './listFault.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface Contrast {
  state: 'estimated'
  /** One number per item, to be tested like a paired difference. */
  values: Float64Array
  /** The largest magnitude that scores in [0, 1] allow. */
  reach: number
}

/**
 * Difference in differences, item by item: (a with - a without) - (b with - b without).
 *
 * The effect of something on A, beyond its effect on B; every item is its own control. Reaches from -2 to 2: halve it for tests
 * that need [-1, 1]. Undefined for unequal lengths, no items, and scores that are not finite.
 *
 * @example differenceInDifferences({ aWith: [1], aWithout: [0], bWith: [1], bWithout: [1] }) // values [1], reach 2
 */
export function differenceInDifferences(scores: {
  aWith: ArrayLike<number>
  aWithout: ArrayLike<number>
  bWith: ArrayLike<number>
  bWithout: ArrayLike<number>
}): Contrast | Undefined {
  const { aWith, aWithout, bWith, bWithout } = scores
  return weighted({ aWith, aWithout, bWith, bWithout }, [1, -1, -1, 1])
}

/**
 * Linear trend over ordered levels, item by item: the slope per level of the least-squares line through the item's scores.
 *
 * sum (j - mean j) s_j / sum (j - mean j)^2 for levels j = 1 … k. Its mean is the mean change from one level to the next. Undefined for
 * fewer than two levels, unequal lengths, no items, and scores that are not finite.
 *
 * @param levels scores on the same items at each level, in order
 * @example linearTrend([[0], [0.5], [1]]) // values [0.5], reach 0.5
 */
export function linearTrend(levels: readonly ArrayLike<number>[]): Contrast | Undefined {
  if (levels.length < 2) return notComputable(`a trend needs two levels, got ${levels.length}`)
  const centred = levels.map((_, j) => j - (levels.length - 1) / 2)
  const squares = centred.reduce((sum, value) => sum + value * value, 0)
  const named = Object.fromEntries(levels.map((list, j) => [`level ${String(j + 1)}`, list]))
  return weighted(
    named,
    centred.map((value) => value / squares),
  )
}

/** Weights of a contrast add up to 0, so that half of their magnitudes is the largest value. */
function weighted(
  lists: Readonly<Record<string, ArrayLike<number>>>,
  weights: readonly number[],
): Contrast | Undefined {
  const fault = listFault(lists, 1)
  if (fault !== undefined) return notComputable(fault)
  const columns = Object.values(lists)
  const values = new Float64Array(columns[0]?.length ?? 0)
  for (const [k, column] of columns.entries())
    for (let i = 0; i < values.length; i++) values[i] = Number(values[i]) + Number(weights[k]) * Number(column[i])
  const reach = weights.reduce((sum, weight) => sum + Math.abs(weight), 0) / 2
  return { state: 'estimated', values, reach }
}
