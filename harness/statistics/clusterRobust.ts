import { listFault } from './listFault.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface MeanError {
  state: 'estimated'
  /** Mean over items. */
  value: number
  /** Standard error of the mean; exactly 0 when nothing varies. */
  error: number
  /** Groups - 1, or items - 1 without groups. */
  df: number
  /** Independent observations: groups, or items without groups. */
  units: number
  /** Standard error as if all items were independent, to be printed beside `error`. */
  ungrouped: number
  /** Whether items are in fewer than 10 groups, which a report warns of: the error is then known to be too small. */
  fewGroups: boolean
}

/** Below so many groups the CR1 error is known to be too small. */
const FEW_GROUPS = 10

/**
 * Cluster-robust (CR1) standard error of a mean: how far may it be off, when items of one passage are not independent?
 *
 * sqrt(G/(G-1)) sqrt(sum over groups of (sum of residuals)^2) / n, with G - 1 degrees of freedom; without `groups` every item is
 * its own, which gives the usual s/sqrt(n). Undefined for one group (or item), for values that are not finite, and for
 * a list of groups of another length.
 * Source: Liang and Zeger 1986; Miller 2024 (arXiv 2411.00640) for evaluations.
 *
 * @example clusterRobust([1, 0, 1, 1], ['a', 'a', 'b', 'b']) // value 0.75, error 0.25, df 1, ungrouped 0.25
 */
export function clusterRobust(values: ArrayLike<number>, groups?: readonly string[]): MeanError | Undefined {
  const fault = listFault({ scores: values }, 1)
  if (fault !== undefined) return notComputable(fault)
  const n = values.length
  if (groups !== undefined && groups.length !== n) return notComputable(`${n} items but ${groups.length} group names`)
  const all = Float64Array.from(values)
  const value = all.reduce((sum, score) => sum + score, 0) / n
  const residuals = all.map((score) => score - value)
  const sums = groups === undefined ? residuals : groupSums(residuals, groups)
  const units = sums.length
  if (units < 2)
    return notComputable(`a standard error needs two ${groups === undefined ? 'items' : 'groups'}, got ${units}`)
  const largest = all.reduce((most, score) => Math.max(most, Math.abs(score)), 0)
  return {
    state: 'estimated',
    value,
    error: errorOf(sums, n, largest),
    df: units - 1,
    units,
    ungrouped: errorOf(residuals, n, largest),
    fewGroups: groups !== undefined && units < FEW_GROUPS,
  }
}

function errorOf(sums: Float64Array, n: number, largest: number): number {
  // What rounding leaves of equal values is no variation.
  if (sums.every((sum) => Math.abs(sum) <= 1e-13 * n * largest)) return 0
  const squares = sums.reduce((total, sum) => total + sum * sum, 0)
  return Math.sqrt((sums.length / (sums.length - 1)) * squares) / n
}

function groupSums(residuals: Float64Array, groups: readonly string[]): Float64Array {
  const sums = new Map<string, number>()
  groups.forEach((name, item) => sums.set(name, (sums.get(name) ?? 0) + Number(residuals[item])))
  return Float64Array.from(sums.values())
}
