import { countArrangements, ENUMERABLE, orders } from './arrangements.ts'
import { pairFault } from './pearson.ts'
import { membersOf, type RestrictedOrders, restrictedOrders } from './restrictedOrders.ts'
import { notComputable, type Undefined } from './undefined.ts'

export type PermutationP =
  | {
      state: 'estimated'
      p: number
      /** Covariance over tasks, less what shared items add to it. */
      statistic: number
      /** Smallest p that was possible: 1 / arrangements, or 1 / (resamples + 1). */
      attainable: number
      method: 'exact' | 'Monte Carlo'
      /** Random arrangements drawn; 0 when all were enumerated. */
      resamples: number
    }
  | Undefined

export interface PermutationOptions {
  /** Cluster of each task: y moves between tasks of one cluster only. One name for all gives the free permutation. */
  clusters: readonly string[]
  /** Covariance of the errors of x and y, averaged over tasks: what scoring both on the same items adds. */
  sharedNoise: number
  alternative: 'greater' | 'two-sided'
  seed: number
  /** What the random numbers are for; part of the key of their streams. */
  purpose: string
  /** Random arrangements where there are too many to enumerate: at least 9,999. */
  resamples?: number
  /** These arrangements, where a caller drew them for many tests: of the same clusters, seed, purpose and number. */
  drawn?: readonly RestrictedOrders[]
}

/** Random arrangements, unless a caller asks for another number. */
export const RESAMPLES = 9_999

/**
 * Noise-centred restricted permutation test: do x and y go together among tasks of one cluster, more than their shared
 * items make them?
 *
 * Statistic: covariance over tasks - `sharedNoise`. Reference: the covariance with y permuted inside clusters, where no two
 * values share items. Under the null, tasks of one cluster are exchangeable. p = the share of arrangements at least as
 * extreme; enumerated up to 50,000, else (1 + count) / (resamples + 1). The observed arrangement always counts, and ties
 * count up to a relative 1e-9. Undefined for constant or unequal sides.
 * Source: Phipson and Smyth 2010; Winkler et al. 2015 (restricted exchangeability).
 */
export function permutationTest(x: ArrayLike<number>, y: ArrayLike<number>, options: PermutationOptions): PermutationP {
  const fault = pairFault(x, y)
  if (fault !== undefined) return notComputable(fault)
  const { clusters, sharedNoise, alternative, seed, purpose, resamples = RESAMPLES } = options
  if (clusters.length !== x.length) return notComputable(`${x.length} tasks but ${clusters.length} cluster names`)
  const dx = fromMean(x)
  const dy = fromMean(y)
  const statistic = dot(dx, dy) - sharedNoise * (x.length - 1)
  if (!Number.isFinite(statistic)) return notComputable('the covariance or the noise is not a finite number')
  // The tie tolerance is relative to the largest covariance that any arrangement could reach.
  const slack = 1e-9 * Math.sqrt(dot(dx, dx) * dot(dy, dy))
  const threshold = (alternative === 'greater' ? statistic : Math.abs(statistic)) - slack
  const extreme = (sum: number) => (alternative === 'greater' ? sum : Math.abs(sum)) >= threshold

  const members = membersOf(clusters).map(({ tasks }) => tasks)
  const arrangements = countArrangements(members.map(({ length }) => length))
  const exact = arrangements <= ENUMERABLE
  const count = exact
    ? enumerate(dx, dy, members, extreme)
    : draw(dx, dy, options.drawn ?? restrictedOrders(clusters, { seed, purpose, resamples }), extreme, resamples)
  return {
    state: 'estimated',
    p: exact ? count / arrangements : (1 + count) / (resamples + 1),
    statistic: statistic / (x.length - 1),
    attainable: exact ? 1 / arrangements : 1 / (resamples + 1),
    method: exact ? 'exact' : 'Monte Carlo',
    resamples: exact ? 0 : resamples,
  }
}

/** Extreme arrangements among all, the observed one included whatever its sum. */
function enumerate(
  x: Float64Array,
  y: Float64Array,
  clusters: readonly (readonly number[])[],
  extreme: (sum: number) => boolean,
): number {
  // Sums over whole arrangements are sums of one sum per cluster; the unchanged arrangement stays first.
  let sums = new Float64Array(1)
  for (const tasks of clusters) {
    const own = [...orders(tasks.length)].map((order) =>
      order.reduce((sum, from, to) => sum + Number(x[Number(tasks[to])]) * Number(y[Number(tasks[from])]), 0),
    )
    const before = sums
    sums = new Float64Array(before.length * own.length)
    for (const [k, sum] of own.entries())
      for (const [i, other] of before.entries()) sums[k * before.length + i] = sum + other
  }
  return 1 + sums.subarray(1).reduce((count, sum) => count + (extreme(sum) ? 1 : 0), 0)
}

/** Extreme arrangements among `resamples` random ones. */
function draw(
  x: Float64Array,
  y: Float64Array,
  drawn: readonly RestrictedOrders[],
  extreme: (sum: number) => boolean,
  resamples: number,
): number {
  const sums = new Float64Array(resamples)
  for (const { tasks, orders } of drawn) {
    const own = Float64Array.from(tasks, (task) => Number(x[task]))
    const moved = Float64Array.from(tasks, (task) => Number(y[task]))
    const size = tasks.length
    for (let b = 0; b < resamples; b++) {
      let sum = 0
      for (let i = 0; i < size; i++) sum += Number(own[i]) * Number(moved[Number(orders[b * size + i])])
      sums[b] = Number(sums[b]) + sum
    }
  }
  return sums.reduce((count, sum) => count + (extreme(sum) ? 1 : 0), 0)
}

function fromMean(values: ArrayLike<number>): Float64Array {
  const all = Float64Array.from(values)
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  return all.map((value) => value - mean)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Number(a[i]) * Number(b[i])
  return sum
}
