import type { Bounds } from './bounds.ts'
import { normalQuantile } from './normalQuantile.ts'
import { notComputable } from './undefined.ts'

/**
 * Bonett and Wright's interval for Spearman's correlation of `n` pairs.
 *
 * tanh(atanh(r) +- z sqrt((1 + r^2/2) / (n - 3))). It covers the correlation of what was observed, which item noise
 * attenuates, not that of true scores. Undefined for n <= 3 and for a perfect correlation.
 * Source: Bonett and Wright 2000, Psychometrika 65, 23-28.
 *
 * @example bonettWright(0.851, 37) // lower 0.7045, upper 0.9278
 */
export function bonettWright(r: number, n: number, level = 0.95): Bounds {
  return onFisherScale(r, n, 1 + (r * r) / 2, level)
}

/**
 * Fisher's interval for Pearson's correlation of `n` pairs of normal variables.
 *
 * tanh(atanh(r) +- z / sqrt(n - 3)). Undefined for n <= 3 and for a perfect correlation.
 * Source: Fisher 1921.
 *
 * @example fisher(0.5, 28) // lower 0.1559774, upper 0.7360005
 */
export function fisher(r: number, n: number, level = 0.95): Bounds {
  return onFisherScale(r, n, 1, level)
}

function onFisherScale(r: number, n: number, numerator: number, level: number): Bounds {
  if (!Number.isFinite(r)) return notComputable('the correlation is not a finite number')
  if (n <= 3) return notComputable(`the interval of a correlation needs four pairs, got ${n}`)
  if (Math.abs(r) >= 1) return notComputable('a perfect correlation has no interval')
  const reach = normalQuantile(level) * Math.sqrt(numerator / (n - 3))
  return { state: 'estimated', lower: Math.tanh(Math.atanh(r) - reach), upper: Math.tanh(Math.atanh(r) + reach), level }
}
