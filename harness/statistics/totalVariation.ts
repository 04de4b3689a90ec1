import { notComputable, type Undefined } from './undefined.ts'

/**
 * Total variation distance of two distributions over the same options: the share of probability that would have to move.
 *
 * Half the sum of the absolute differences; 0 where they are equal, 1 where no option is possible in both. Both are first scaled to sum 1,
 * since the options' probabilities are part of all that a model could say. Undefined for no option, another number of them, and
 * for weights that are negative, not finite or all 0.
 * Source: Levin, Peres and Wilmer 2009, proposition 4.2.
 *
 * @example totalVariation([0.6, 0.4], [0.5, 0.5]) // 0.1
 */
export function totalVariation(
  a: readonly number[],
  b: readonly number[],
): { state: 'estimated'; value: number } | Undefined {
  if (a.length !== b.length) return notComputable(`${a.length} options, then ${b.length}`)
  const [sumA, sumB] = [a, b].map((weights) => weights.reduce((sum, weight) => sum + weight, 0))
  if (![...a, ...b].every((weight) => weight >= 0 && Number.isFinite(weight)))
    return notComputable('a weight is not a number of at least 0')
  if (!(Number(sumA) > 0 && Number(sumB) > 0)) return notComputable('no option has any weight')
  const moved = a.reduce(
    (sum, weight, index) => sum + Math.abs(weight / Number(sumA) - Number(b[index]) / Number(sumB)),
    0,
  )
  return { state: 'estimated', value: Math.min(1, moved / 2) }
}
