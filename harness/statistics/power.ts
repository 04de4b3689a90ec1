import { clopperPearson } from './clopperPearson.ts'
import { normalCdf, normalInverse } from './normal.ts'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

type Whole = { state: 'estimated'; value: number } | Undefined

/**
 * Items at which a one-sided paired test finds a true difference `delta`, with this power.
 *
 * n = (z_{1-alpha} + z_power)^2 (q - delta^2) / delta^2 for discordance q, rounded up; normal approximation. Undefined for a
 * difference of 0, which no number of items shows, and for |delta| >= q: a difference takes discordance, and without any other it is
 * found at once.
 * Source: Miettinen 1968; Connor 1987.
 *
 * @example itemsForDifference({ discordance: 0.1, delta: 0.02 }) // 1540 at alpha .05 and power .8
 */
export function itemsForDifference({ discordance, delta, alpha = 0.05, power = 0.8 }: DifferencePlan): Whole {
  requireInside('alpha', alpha, 0, 0.5)
  requireInside('power', power, 0.5, 1)
  if (!(delta !== 0)) return notComputable('no number of items shows a difference of 0')
  if (!(discordance > Math.abs(delta) && discordance <= 1))
    return notComputable(
      `a difference of ${delta} needs a discordance between ${Math.abs(delta)} and 1, got ${discordance}`,
    )
  const z = normalInverse(1 - alpha) + normalInverse(power)
  return whole((z * z * (discordance - delta * delta)) / (delta * delta))
}

export interface DifferencePlan {
  /** Share of the items on which the conditions differ; for graded scores, the mean squared difference. */
  discordance: number
  delta: number
  alpha?: number
  power?: number
}

/**
 * Chance that a one-sided paired test on `items` finds a true difference `delta`: the inverse of `itemsForDifference`.
 *
 * @example powerOfDifference(1540, { discordance: 0.1, delta: 0.02 }) // 0.800
 */
export function powerOfDifference(items: number, { discordance, delta, alpha = 0.05 }: DifferencePlan): Whole {
  requireInside('alpha', alpha, 0, 0.5)
  if (!(items > 0)) return notComputable(`power needs items, got ${items}`)
  if (!(discordance > delta * delta))
    return notComputable(`a difference of ${delta} needs more discordance than ${discordance}`)
  const shift = Math.abs(delta) * Math.sqrt(items / (discordance - delta * delta))
  return { state: 'estimated', value: normalCdf(shift - normalInverse(1 - alpha)) }
}

/**
 * Items at which two conditions of equal true score are shown equivalent within `margin`.
 *
 * n = (z_{1-alpha} + z_{(1+power)/2})^2 q / margin^2, rounded up: both one-sided tests must reject. Undefined for a
 * discordance outside (0, 1] and a margin that is not above 0.
 * Source: Schuirmann 1987; Chow, Shao and Wang 2008.
 *
 * @example itemsForEquivalence({ discordance: 0.2, margin: 0.03 }) // 1904
 */
export function itemsForEquivalence({ discordance, margin, alpha = 0.05, power = 0.8 }: EquivalencePlan): Whole {
  requireInside('alpha', alpha, 0, 0.5)
  requireInside('power', power, 0.5, 1)
  if (!(margin > 0)) return notComputable(`equivalence needs a margin above 0, got ${margin}`)
  if (!(discordance > 0 && discordance <= 1))
    return notComputable(`expected a discordance in (0, 1], got ${discordance}`)
  const z = normalInverse(1 - alpha) + normalInverse((1 + power) / 2)
  return whole((z * z * discordance) / (margin * margin))
}

export interface EquivalencePlan {
  discordance: number
  margin: number
  alpha?: number
  power?: number
}

/** Chance that two conditions of equal true score are shown equivalent on `items`: the inverse of `itemsForEquivalence`. */
export function powerOfEquivalence(items: number, { discordance, margin, alpha = 0.05 }: EquivalencePlan): Whole {
  requireInside('alpha', alpha, 0, 0.5)
  if (!(items > 0 && discordance > 0))
    return notComputable(`power needs items and discordance, got ${items} and ${discordance}`)
  const shift = margin * Math.sqrt(items / discordance) - normalInverse(1 - alpha)
  return { state: 'estimated', value: Math.max(0, 2 * normalCdf(shift) - 1) }
}

/** Items that a sequential gate needs at the same power, approximately: twice those of one look at the end. */
export function itemsForSequential(fixed: number): number {
  return 2 * fixed
}

/**
 * The discordance to plan with: the observed share, or its exact upper 80 % bound when fewer than 200 items showed it.
 *
 * @example planningDiscordance(3, 60) // .090 instead of .05
 */
export function planningDiscordance(discordant: number, items: number): Whole {
  const bounds = clopperPearson(discordant, items, 0.2)
  if (bounds.state === 'undefined') return bounds
  return { state: 'estimated', value: items < 200 ? bounds.upper : discordant / items }
}

/**
 * Chance that a rank correlation over `tasks` is found to differ from 0, two-sided, by the scale of Bonett and Wright.
 *
 * Phi((atanh |rho| - z sqrt(1/(T-3))) / sqrt((1 + rho^2/2)/(T-3))). Knows neither item noise nor clusters. Undefined for 3 tasks or
 * fewer and for |rho| >= 1.
 * Source: Bonett and Wright 2000.
 *
 * @example powerOfCorrelation(0.55, 25) // 0.81
 */
export function powerOfCorrelation(rho: number, tasks: number, alpha = 0.05): Whole {
  requireInside('alpha', alpha, 0, 0.5)
  if (!(tasks > 3)) return notComputable(`a correlation needs four tasks, got ${tasks}`)
  if (!(Math.abs(rho) < 1)) return notComputable(`expected a correlation between -1 and 1, got ${rho}`)
  const reached = Math.atanh(Math.abs(rho)) * Math.sqrt(tasks - 3) + normalInverse(alpha / 2)
  return { state: 'estimated', value: normalCdf(reached / Math.sqrt(1 + (rho * rho) / 2)) }
}

function whole(needed: number): Whole {
  // A whole number that rounding carried past itself is not one item more.
  const value = Math.ceil(needed * (1 - 1e-12))
  return Number.isSafeInteger(value) ? { state: 'estimated', value } : notComputable('more items than can be counted')
}
