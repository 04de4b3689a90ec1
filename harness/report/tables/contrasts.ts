import { notComputable } from '../../statistics/undefined.ts'
import type { Difference } from '../../suite/hypothesis.ts'
import { listed } from '../../verdict/analysis.ts'
import { tasksOver } from '../../verdict/collect.ts'
import { estimateDifference } from '../../verdict/differenceEstimates.ts'
import { type Gathered, gatherScores } from '../../verdict/gathered.ts'
import type { ConditionPart } from '../parts.ts'
import type { SettingContrast, TaskGroup } from '../report.generated.ts'
import { corrected } from './correction.ts'
import { askedOf, type Measured, within } from './measured.ts'
import { together } from './together.ts'
import { type Differing, differing } from './differing.ts'

/**
 * The mean paired difference of every two conditions that differ in one setting alone, over the tasks that both ask: what that setting does,
 * all else being equal.
 *
 * The numbers are those of a comparison that was claimed, with the interval for tasks like these.
 */
export function settingContrasts(measured: Measured): SettingContrast[] {
  const { model, conditions, facts, groups } = measured
  const shared = sharing(measured)
  const pairs = conditions.flatMap((a, index) =>
    conditions.slice(index + 1).flatMap((b) => {
      const found = differing(a, b)
      if (found === undefined) return []
      const { groups, paired } = shared(a, b)
      return groups.length === 0 ? [] : [{ ...found, groups, paired: paired(found) }]
    }),
  )
  return groups.flatMap(({ over }) => {
    const about = pairs.filter(({ groups }) => groups.some((group) => group.over === over))
    return corrected(
      about.map(({ paired, setting, from, to }) => ({
        model,
        over,
        setting,
        from,
        to,
        ...contrasted(paired(over), facts.seed),
      })),
    )
  })
}

/** What was measured of the tasks that two conditions both ask, and its pairs; once for all that share the same tasks. */
function sharing(measured: Measured) {
  const known = new Map<string, Pick<Measured, 'groups'> & { paired: ReturnType<typeof pairing> }>()
  return (a: ConditionPart, b: ConditionPart) => {
    const names = askedOf(b, askedOf(a, measured.tasks)).map(({ name }) => name)
    const key = names.join('\n')
    const before = known.get(key)
    if (before !== undefined) return before
    const narrow = within(measured, names)
    const found = { groups: narrow.groups, paired: pairing(narrow) }
    known.set(key, found)
    return found
  }
}

const ALPHA = 0.05

type Contrasted = Pick<SettingContrast, 'tasks' | 'items' | 'difference' | 'overItems' | 'test'>

function contrasted({ tasks, faults, relation, asked }: Paired, seed: number): Contrasted {
  if (faults.length > 0) {
    const reason = notComputable(listed(faults))
    return { tasks: asked, items: 0, difference: reason, overItems: reason, test: reason }
  }
  const { difference, intervals, zero } = estimateDifference(relation, tasks, ALPHA, seed)
  const items = tasks.reduce((sum, task) => sum + task.items, 0)
  return { tasks: tasks.length, items, difference, overItems: intervals.items, test: zero }
}

interface Paired extends Pick<Gathered, 'tasks' | 'faults'> {
  relation: Difference
  /** Tasks of the group, also where they could not be paired. */
  asked: number
}

/** The tasks of a group with their paired scores, or what is missing for that. */
function pairing(measured: Measured): (pair: Differing) => (over: TaskGroup) => Paired {
  const { model, facts, cells } = measured
  const gathered = together(
    measured,
    (conditions) => {
      const found = gatherScores(claim(conditions, 'all tasks'), facts, cells, model)
      return found.faults.length > 0 ? undefined : found
    },
    ({ tasks }) => new Map(tasks.map((task) => [task.facts.task, task.items])),
  )
  return ({ from, to }) => {
    const wanted = [to.condition, from.condition]
    const { conditions, paired } = gathered(wanted)
    return (over) => {
      const relation = claim(wanted, over)
      const names = new Set(tasksOver(over, facts.tasks).map(({ task }) => task))
      if (paired === undefined) return { relation, asked: names.size, ...gatherScores(relation, facts, cells, model) }
      const tasks = paired.tasks
        .filter((task) => names.has(task.facts.task))
        .map((task) => ({ ...task, scores: wanted.flatMap((name) => task.scores[conditions.indexOf(name)] ?? []) }))
      return { relation, asked: names.size, tasks, faults: [] }
    }
  }
}

function claim(conditions: readonly string[], over: TaskGroup): Difference {
  // The margin is that of a test of equality, which takes no part here.
  return {
    kind: 'comparison',
    conditions: [...conditions],
    is: 'different',
    over,
    generalise: 'tasks',
    margin: 0.03,
  }
}
