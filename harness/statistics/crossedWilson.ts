import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { Bounds } from './bounds.ts'
import { crossedMean } from './crossedMean.ts'
import { wilson } from './wilson.ts'

/**
 * Score interval of a share of right answers, one row per seed and one column per item, each entry 0 or 1.
 *
 * One row is Wilson's interval. With several, the crossed variance takes the place of the binomial one: the effective
 * number of items is share (1 - share) / variance, at most every answer, and Student's t takes the place of z. All
 * right or all wrong says nothing about seeds: the items then count once. Stays inside [0, 1]. Undefined without items.
 * Source: Dean and Pagano 2015, for the effective size.
 *
 * @example crossedWilson([[1, 1, 0, 0], [1, 1, 0, 0]]) // as wilson(2, 4), a little wider for t
 */
export function crossedWilson(table: readonly (readonly number[])[], level = 0.95): Bounds {
  const items = table[0]?.length ?? 0
  if (table.length < 2 || items === 0)
    return wilson(table[0]?.reduce((sum, score) => sum + score, 0) ?? 0, items, level)
  const { value, variance, degrees } = crossedMean(table)
  if (value === 0 || value === 1) return wilson(value * items, items, level)
  const spread = value * (1 - value)
  const effective = variance === 0 ? items : Math.min(spread / variance, items * table.length)
  const t = tQuantile(0.5 + level / 2, Math.max(1, degrees))
  const total = 1 + (t * t) / effective
  const centre = (value + (t * t) / (2 * effective)) / total
  const reach = (t / total) * Math.sqrt(spread / effective + (t * t) / (4 * effective * effective))
  return { state: 'estimated', lower: Math.max(0, centre - reach), upper: Math.min(1, centre + reach), level }
}
