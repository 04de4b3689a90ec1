import { itemsForEquivalence } from '../statistics/power.ts'
import type { NearChance } from '../suite/hypothesis.ts'
import { listed } from './analysis.ts'
import type { TaskAtChance } from './taskEvidence.ts'
import type { Need, PValue, VerdictState } from './verdict.ts'
import { counted, within } from './wording.ts'

/**
 * Is a condition near chance on most tasks?
 *
 * Supported when at least the declared share of tasks is shown to lie within the margin of chance, each by itself and, by `joint`, that
 * many together, and none differs from it by more than twice the margin; one that cannot be tested may do so. (Each by itself is not
 * enough: where one task too few lies there, one error of many would do.) Refuted when more tasks differ from chance than that share allows; one that is
 * shown to lie within the margin is not among them, however small a difference its items can detect. Otherwise inconclusive.
 */
export function decideNearChance(
  tasks: readonly TaskAtChance[],
  untested: readonly string[],
  { margin, share, joint }: Pick<NearChance, 'margin' | 'share'> & { joint: PValue },
  alpha: number,
): { state: VerdictState; reason: string } {
  const near = tasks.filter(({ equivalent }) => equivalent).length
  const away = tasks.filter((task) => isAway(task, alpha)).length
  const far = tasks.filter(({ far }) => far.adjusted <= alpha).length
  const count = tasks.length + untested.length
  const needed = tasksNeeded(share, count)
  const all = counted(count, 'task')
  const shown = `${near} of ${all} shown within ${within(margin)} of chance, ${needed} are required`
  const lacking =
    untested.length === 0 ? '' : `; ${counted(untested.length, 'task')} cannot be tested: ${listed(untested)}`
  const together = joint.state === 'estimated' && joint.p <= alpha
  if (near >= needed && together && far === 0 && untested.length === 0) return { state: 'supported', reason: shown }
  if (near >= needed) {
    const open = together ? '' : '; each by itself, but not that many together'
    const but = far === 0 ? '' : `, but ${far} differ by more than ${within(2 * margin)}`
    return { state: 'inconclusive', reason: shown + but + open + lacking }
  }
  if (away > count - needed)
    return { state: 'refuted', reason: `${away} of ${all} differ from chance, at most ${count - needed} may` }
  return { state: 'inconclusive', reason: `${shown}; ${away} differ from chance, the others are open${lacking}` }
}

/** How many of so many tasks a share asks for. */
export function tasksNeeded(share: number, tasks: number): number {
  return Math.ceil(share * tasks - 1e-9)
}

/** Whether a task differs from chance after correction for the family, and not by less than the margin. */
function isAway({ equivalent, adjusted }: TaskAtChance, alpha: number): boolean {
  return !equivalent && adjusted <= alpha
}

/** Items that would show a task to lie at chance, for the tasks that are open: the most that any of them needs. */
export function chanceNeeds(
  tasks: readonly TaskAtChance[],
  { margin }: Pick<NearChance, 'margin'>,
  alpha: number,
): Need[] {
  const open = tasks.filter((task) => !task.equivalent && !isAway(task, alpha))
  const far = tasks.filter((task) => task.far.adjusted <= alpha).map(({ task }) => task)
  if (open.length === 0 && far.length > 0)
    return [
      {
        what: 'other',
        have: 0,
        text: `no number of items would do: ${listed(far)} differ by more than ${within(2 * margin)}`,
      },
    ]
  const plans = open.flatMap(({ level, items }) => {
    const plan = itemsForEquivalence({ discordance: Math.max(level * (1 - level), 1 / (4 * items)), margin, alpha })
    return plan.state === 'estimated' ? [plan.value] : []
  })
  if (plans.length === 0) return []
  const need = Math.max(...plans)
  const have = Math.min(...open.map(({ items }) => items))
  if (need <= have) return []
  const text = `about ${counted(need, 'item')} per task would show each of the ${counted(open.length, 'open task')} to lie within ${within(margin)} of chance with a chance of 80 %, if guessing is all that is done there`
  return [{ what: 'items per task', have, need, text }]
}
