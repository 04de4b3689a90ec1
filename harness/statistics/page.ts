import { orders } from './arrangements.ts'
import { listFault } from './listFault.ts'
import { normalCdf } from './normal.ts'
import { midRanks } from './ranks.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface PageTrend {
  state: 'estimated'
  /** L = sum over levels of level number x sum of ranks. */
  statistic: number
  /** One-sided p of "no order", against "scores rise with the level". */
  p: number
  method: 'exact' | 'normal'
}

/** Levels whose orders are enumerated, and items whose distributions are then added up. */
const EXACT = { levels: 7, items: 100 }

/**
 * Page's trend test: do scores rise with an ordered level, item by item?
 *
 * Each item's scores over k levels are ranked (ties share their mean rank); L = sum j R_j is large where high levels have high ranks.
 * Under the null every order of an item's ranks is equally likely: exact by adding up the items' distributions (up to 7
 * levels and 100 items, ties included), else normal with the mean and variance of L, ties included, without continuity
 * correction. For a falling trend give the levels in reverse. Undefined for fewer than two levels, no items, unequal lengths, scores
 * that are not finite, and when every item scores the same at all levels.
 * Source: Page 1963.
 *
 * @param levels scores on the same items at each level, in order
 * @example page([[1, 2], [3, 1], [4, 5]]) // L 27, p 5/36
 */
export function page(levels: readonly ArrayLike<number>[]): PageTrend | Undefined {
  const k = levels.length
  if (k < 2) return notComputable(`a trend needs two levels, got ${k}`)
  const fault = listFault(Object.fromEntries(levels.map((list, j) => [`level ${String(j + 1)}`, list])), 1)
  if (fault !== undefined) return notComputable(fault)
  const items = levels[0]?.length ?? 0
  const ranks = Array.from({ length: items }, (_, item) => midRanks(levels.map((list) => Number(list[item]))))
  if (ranks.every((row) => row.every((rank) => rank === row[0])))
    return notComputable('every item scores the same at all levels')
  const statistic = ranks.reduce((sum, row) => sum + weightedSum(row), 0)
  return k <= EXACT.levels && items <= EXACT.items
    ? { state: 'estimated', statistic, p: exactTail(ranks, statistic), method: 'exact' }
    : { state: 'estimated', statistic, p: normalTail(ranks, statistic), method: 'normal' }
}

function weightedSum(ranks: ArrayLike<number>): number {
  let sum = 0
  for (let j = 0; j < ranks.length; j++) sum += (j + 1) * Number(ranks[j])
  return sum
}

/** P(L >= statistic): the distributions of all items convolved, in halves because mid-ranks are. */
function exactTail(ranks: readonly Float64Array[], statistic: number): number {
  const known = new Map<string, Float64Array>()
  let all = Float64Array.of(1)
  for (const row of ranks) {
    const key = Float64Array.from(row).sort().join(' ')
    const own = known.get(key) ?? distribution(row)
    known.set(key, own)
    const before = all
    all = new Float64Array(before.length + own.length - 1)
    for (let b = 0; b < own.length; b++) {
      const chance = Number(own[b])
      if (chance === 0) continue
      for (let a = 0; a < before.length; a++) all[a + b] = Number(all[a + b]) + chance * Number(before[a])
    }
  }
  // Smallest first, so that a tiny tail keeps its digits.
  return Math.min(
    1,
    all.subarray(Math.round(2 * statistic)).reduceRight((sum, chance) => sum + chance, 0),
  )
}

/** Chances of each value of 2 x the weighted sum, over all orders of an item's ranks. */
function distribution(ranks: Float64Array): Float64Array {
  const ascending = Float64Array.from(ranks).sort()
  const chances = new Float64Array(Math.round(2 * weightedSum(ascending)) + 1)
  const counted = [...orders(ranks.length)]
  for (const order of counted) {
    const at = Math.round(2 * weightedSum(order.map((from) => Number(ranks[from]))))
    chances[at] = Number(chances[at]) + 1 / counted.length
  }
  return chances
}

function normalTail(ranks: readonly Float64Array[], statistic: number): number {
  const k = ranks[0]?.length ?? 0
  const centre = (k + 1) / 2
  const spreadOfLevels = (k * (k * k - 1)) / 12
  let variance = 0
  for (const row of ranks)
    variance += (spreadOfLevels * row.reduce((sum, rank) => sum + (rank - centre) ** 2, 0)) / (k - 1)
  const mean = ranks.length * k * centre * centre
  return normalCdf((mean - statistic) / Math.sqrt(variance))
}
