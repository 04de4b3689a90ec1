import { normalQuantile } from '../statistics/normalQuantile.ts'
import { itemsForSequential } from '../statistics/power.ts'
import { wilson } from '../statistics/wilson.ts'
import type { GateRule } from './gate.ts'
import { type GateEvidence, type PooledEvidence, points } from './gateAnswer.ts'
import { counted } from './wording.ts'

/** What would decide an inconclusive gate, as sentences without their full stops. */
export function gateNeeds(
  rule: GateRule,
  evidence: readonly GateEvidence[],
  { difference, passes }: PooledEvidence,
): string[] {
  if (!passes) {
    if (difference.state === 'undefined' || difference.interval.state === 'undefined')
      return ['more items a task; how many cannot be told from these']
    if (difference.value <= -rule.margin)
      return [`more items will not pass it, if the mean loss stays at ${points(-difference.value)}`]
    const units = evidence.flatMap(({ asked }) => asked.flatMap((block) => block.units))
    const each = Math.ceil(itemsFor(rule, units) / evidence.length)
    const now = Math.min(...evidence.map(({ units: { planned } }) => planned.items))
    return [
      each > now
        ? `about ${counted(each, 'item')} a task would pass it, if the checkpoints are equally good (now ${now})`
        : `more than ${counted(now, 'item')} a task`,
    ]
  }
  return evidence
    .filter(({ units, passes: own }) => units.critical && !own)
    .map(({ units, asked, difference: own }) => {
      if (own.state === 'estimated' && own.value <= -rule.margin)
        return `more items will not pass ${units.task}, if its loss stays at ${points(-own.value)}`
      const needed = itemsFor(
        rule,
        asked.flatMap((block) => block.units),
      )
      return `about ${counted(Math.max(needed, units.planned.items + 1), 'item')} of ${units.task} would pass it, if the checkpoints are equally good on it (now ${units.planned.items})`
    })
}

/**
 * Items for a chance of 80 % to pass, if there is no difference: (z_alpha + z_.8)^2 q / margin^2 for a mean squared difference q, and
 * twice that when every look may decide. Below 200 items q is the upper 80 % bound of the share of items that differ.
 */
function itemsFor({ margin, alpha, method }: GateRule, units: readonly number[]): number {
  const n = units.length
  const observed = units.reduce((sum, difference) => sum + difference ** 2, 0) / Math.max(1, n)
  const bound = wilson(units.filter((difference) => difference !== 0).length, n, 0.6)
  const q = n < 200 && bound.state === 'estimated' ? bound.upper : observed
  const fixed = ((z(alpha) + normalQuantile(0.6)) ** 2 * q) / margin ** 2
  return Math.ceil(method === 'fixed' ? fixed : itemsForSequential(fixed))
}

/** Within the levels whose quantiles are accurate: the number is an estimate. */
const z = (alpha: number) => normalQuantile(Math.min(0.99999, Math.max(0.5, 1 - 2 * alpha)))
