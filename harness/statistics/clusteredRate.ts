import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface ClusteredRate {
  state: 'estimated'
  /** Share of the cases. */
  value: number
  /** Each bound is wrong with a chance of alpha. */
  lower: number
  upper: number
  cases: number
  items: number
  /** How many cases of one item each would tell as much: at most all cases. */
  effective: number
  method: 'Clopper-Pearson' | 'Korn-Graubard' | 'items count once'
}

/**
 * Share of cases in which something happened, several cases an item: between which values does it lie over other items?
 *
 * Korn and Graubard's: Clopper and Pearson's bounds for the number of independent cases that would tell as much, n / D times
 * (t of n - 1 / t of items - 1)^2. The design effect D is the cluster-robust variance over that of independent cases, never below
 * 1; so that a few events cannot hide how alike the cases of an item are, one item whose cases are all alike is counted
 * to both. One case an item is Clopper and Pearson's exact interval. Where nothing or everything happened, D is that of items
 * whose cases are all alike: each counts once. Items must be independent. Undefined without cases, for counts that do not fit, and
 * for a single item in which something happened in some cases and not in others.
 * Source: Korn and Graubard 1998; Clopper and Pearson 1934; the added item is ours, and calibrated.
 *
 * @param items for each item, how many of its cases there are, and in how many of these it happened
 * @example clusteredRate([{ cases: 5, happened: 5 }, { cases: 5, happened: 0 }, …], 0.05)
 */
export function clusteredRate(
  items: readonly { cases: number; happened: number }[],
  alpha: number,
): ClusteredRate | Undefined {
  requireInside('alpha', alpha, 0, 0.5)
  const odd = items.find((one) => !(isCount(one.cases) && isCount(one.happened) && one.happened <= one.cases))
  if (odd !== undefined) return notComputable(`expected 0 to ${odd.cases} of an item's cases, got ${odd.happened}`)
  const asked = items.filter(({ cases }) => cases > 0)
  const cases = sum(asked.map((one) => one.cases))
  const happened = sum(asked.map((one) => one.happened))
  if (cases === 0) return notComputable('a share needs at least one case')

  const value = happened / cases
  const alike = sum(asked.map((one) => one.cases ** 2)) / cases
  const isConstant = happened === 0 || happened === cases
  if (!isConstant && asked.length < 2) return notComputable('the cases of one item say nothing about other items')
  const effective = isConstant ? cases / alike : effectiveCases(asked, value, alike, alpha)
  const method = alike === 1 ? 'Clopper-Pearson' : isConstant ? 'items count once' : 'Korn-Graubard'
  return {
    state: 'estimated',
    value,
    ...exactBounds(value, effective, alpha),
    cases,
    items: asked.length,
    effective,
    method,
  }
}

/** Clopper and Pearson's bounds, also where the number of cases is not whole. */
export function exactBounds(value: number, n: number, alpha: number): { lower: number; upper: number } {
  const happened = value * n
  return {
    lower: value === 0 ? 0 : betaQuantile(alpha, happened, n - happened + 1),
    upper: value === 1 ? 1 : betaQuantile(1 - alpha, happened + 1, n - happened),
  }
}

function effectiveCases(
  items: readonly { cases: number; happened: number }[],
  value: number,
  alike: number,
  alpha: number,
): number {
  const cases = sum(items.map((one) => one.cases))
  const between = sum(items.map((one) => (one.happened - one.cases * value) ** 2))
  const clustered = (items.length / (items.length - 1)) * between
  const independent = (cases / (cases - 1)) * cases * value * (1 - value)
  const effect = Math.max(1, (clustered + alike * alike) / (independent + alike))
  const t = tQuantile(1 - alpha, cases - 1) / tQuantile(1 - alpha, items.length - 1)
  return (cases / effect) * Math.min(1, t * t)
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
