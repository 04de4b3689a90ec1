import { notComputable, type Undefined } from './undefined.ts'

/**
 * How many units (items, tasks, clusters) like these would narrow an interval of a mean until `bound` is outside?
 *
 * The half-width falls with the root of the number of units: n' = n ((upper - lower) / (2 |value - bound|))^2, rounded up. If the mean
 * stays where it is; it knows no loss of degrees of freedom. Undefined where the mean lies on the bound, and without width.
 *
 * @example unitsForReach({ units: 50, value: 0.02, lower: -0.02, upper: 0.06 }, 0) // { state: 'estimated', value: 200 }
 */
export function unitsForReach(
  now: { units: number; value: number; lower: number; upper: number },
  bound: number,
): { state: 'estimated'; value: number } | Undefined {
  const reach = (now.upper - now.lower) / 2
  const units = Math.ceil(now.units * (reach / (now.value - bound)) ** 2 * (1 - 1e-12))
  if (!(reach > 0) || !Number.isSafeInteger(units))
    return notComputable('the mean lies on the bound, or has no interval')
  return { state: 'estimated', value: units }
}
