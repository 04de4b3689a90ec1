import { normalInverse } from './normal.ts'
import { itemsForSequential } from './power.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * Items at which a mean that lies `gap` from a limit is shown to lie on its side, in four of five runs and whenever one looks.
 *
 * Twice the (z_{1-alpha} + z_.8)^2 s^2 / gap^2 of one look at the end; normal approximation. Undefined where the mean is the limit, and
 * for values that do not differ, which say nothing of how others would.
 * Source: as for `itemsForDifference`; the factor of 2 is that of the gate.
 *
 * @example itemsForBound([0, 0, 1, 0], 0.2, 0.05) // 78
 */
export function itemsForBound(
  values: readonly number[],
  gap: number,
  alpha: number,
): { state: 'estimated'; value: number } | Undefined {
  if (gap === 0) return notComputable('the mean lies on its limit')
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  if (!(variance > 0)) return notComputable('the values do not differ')
  const z = normalInverse(1 - alpha) + normalInverse(0.8)
  return { state: 'estimated', value: Math.ceil(itemsForSequential((z * z * variance) / (gap * gap))) }
}
