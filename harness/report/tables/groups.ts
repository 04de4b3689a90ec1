import type { CellScores } from '../../measure/cell.ts'
import { notComputable } from '../../statistics/undefined.ts'
import { roleUnder } from '../../suite/roleUnder.ts'
import { seedOf } from '../../verdict/collect.ts'
import { estimateMeanOverTasks } from '../estimate.ts'
import { meanChance } from '../means.ts'
import type { Estimate, GroupScore, ReportTask } from '../report.generated.ts'
import { askedOf, type Measured } from './measured.ts'

/**
 * Mean scores of every condition over all tasks, over those of one role, and over those of one cluster. The role is what the models that
 * take part saw of a task, where their recipe says that; else the task's own.
 */
export function groupScores(measured: Measured): GroupScore[] {
  return measured.conditions.flatMap((asked) => {
    const { name: condition, weights, settings } = asked
    const cells = measured.cells.filter((cell) => cell.condition === condition)
    const seeds = [...new Set(cells.map(seedOf))].sort((a, b) => Number(a) - Number(b))
    const recipe = measured.study.recipes.find(({ name }) => name === weights || name === settings['exemplars.from'])
    const underIt = askedOf(asked, measured.tasks).map((task) => ({
      ...task,
      role: roleUnder(recipe?.tasks, task, measured.tasks),
    }))
    return groupsOf(underIt).map(({ by, group, tasks }): GroupScore => ({
      model: measured.model,
      condition,
      ...(recipe === undefined ? {} : { recipe: recipe.name }),
      ...(recipe?.mixture === undefined ? {} : { mixture: recipe.mixture }),
      seeds: seeds.filter((seed) => seed !== 'none'),
      by,
      group,
      tasks: tasks.length,
      chance: meanChance(tasks),
      estimate: meanOver(tasks, seeds, cells),
    }))
  })
}

type Group = Pick<GroupScore, 'by' | 'group'> & { tasks: ReportTask[] }

const ROLES = ['trained', 'held-out', 'untouched', 'unknown'] as const

function groupsOf(tasks: ReportTask[]): Group[] {
  const clusters = [...new Set(tasks.map(({ cluster }) => cluster))]
  const groups: Group[] = [
    { by: 'all', group: 'all', tasks },
    ...ROLES.map((role): Group => ({ by: 'role', group: role, tasks: tasks.filter((task) => task.role === role) })),
    ...clusters.map((cluster): Group => ({
      by: 'cluster',
      group: cluster,
      tasks: tasks.filter((task) => task.cluster === cluster),
    })),
  ]
  return groups.filter((group) => group.tasks.length > 0)
}

/** A mean needs every task under every seed: means over different tasks cannot be compared. */
function meanOver(
  tasks: readonly ReportTask[],
  seeds: readonly ReturnType<typeof seedOf>[],
  cells: readonly CellScores[],
): Estimate {
  const rows = seeds.map((seed) =>
    tasks.flatMap(({ name }) => {
      const cell = cells.find((each) => each.task === name && seedOf(each) === seed)
      return cell === undefined || cell.scores.length === 0 ? [] : [average(cell.scores)]
    }),
  )
  const found = rows.reduce((sum, row) => sum + row.length, 0)
  const wanted = tasks.length * seeds.length
  return found < wanted ? notComputable(`${found} of ${wanted} cells were measured`) : estimateMeanOverTasks(rows)
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
