import type { Exceedance } from '../statistics/exceedance.ts'
import { itemsForDifference, planningDiscordance } from '../statistics/power.ts'
import type { Undefined } from '../statistics/undefined.ts'
import type { Bound } from '../suite/hypothesis.ts'
import { listed } from './analysis.ts'
import type { Half } from './bound.ts'
import type { TaskBeyond } from './taskEvidence.ts'
import type { Need, VerdictState } from './verdict.ts'
import { counted, points, within } from './wording.ts'

/**
 * Does no task exceed its bound by the margin? Refuted when one does after correction for the family; supported when the upper bound of
 * every task lies below the margin (all must hold, so none is corrected); otherwise inconclusive. A task that cannot be tested keeps a
 * bound from being supported, not from being refuted by another.
 */
export function decideBound(
  tasks: readonly TaskBeyond[],
  found: Exceedance | Undefined,
  untested: readonly string[],
  margin: number,
  lacking: readonly string[],
): { state: VerdictState; reason: string } {
  if (lacking.length > 0) return { state: 'inconclusive', reason: lacking.join('; ') }
  if (found.state === 'undefined') return { state: 'inconclusive', reason: found.reason }
  const beyond = tasks.filter(({ exceeds }) => exceeds)
  const all = counted(found.tasks.length, 'task')
  const limit = within(margin)
  if (beyond.length > 0)
    return { state: 'refuted', reason: `${beyond.length} of ${all} exceed their bound by more than ${limit}` }
  if (found.noneExceeds) return { state: 'supported', reason: `the upper bound of each of ${all} lies below ${limit}` }
  const open = tasks.filter(({ upper }) => upper >= margin).length
  const may = [
    ...(open > 0 ? [`${open} of ${all} may: their upper bounds reach it`] : []),
    ...(untested.length > 0 ? [`${counted(untested.length, 'task')} cannot be tested: ${listed(untested)}`] : []),
  ]
  return {
    state: 'inconclusive',
    reason: `no task is shown to exceed its bound by ${limit}, but ${may.join('; ')}`,
  }
}

/** Items of the task that needs most, to show the open tasks to lie below the margin. */
export function boundNeeds(
  tasks: readonly TaskBeyond[],
  halves: readonly Half[],
  { margin, by }: Bound,
  alpha: number,
): Need[] {
  const open = tasks.flatMap((row) => {
    const half = halves.find(({ of }) => of.facts.task === row.task)
    return row.upper >= margin && half?.state === 'chosen' ? [{ row, differences: half.differences }] : []
  })
  const plans = open.flatMap(({ row, differences }) => {
    const squares = differences.reduce((sum, difference) => sum + difference ** 2, 0)
    const bounded = planningDiscordance(Math.round(squares), row.items)
    const discordance =
      row.items < 200 && bounded.state === 'estimated' ? bounded.value : Math.min(1, squares / row.items)
    const plan = itemsForDifference({ discordance, delta: margin, alpha })
    return plan.state === 'estimated' ? [plan.value] : []
  })
  if (plans.length === 0) return []
  const parts = by.length > 1 ? 2 : 1
  const need = parts * Math.max(...plans)
  const have = parts * Math.min(...open.map(({ row }) => row.items))
  if (need <= have) return []
  const half = parts === 2 ? ', half of which choose the bound,' : ''
  const [most] = [...open].sort((a, b) => b.row.difference - a.row.difference)
  const first = most === undefined ? '' : `; nearest to exceeding is ${most.row.task}, ${points(most.row.difference)}`
  const text = `about ${counted(need, 'item')} per task${half} would show each open task to lie below ${within(margin)} with a chance of 80 %, if its true difference is 0${first}`
  return [{ what: 'items per task', have, need, text }]
}
