import type { CellScores } from '../../measure/cell.ts'
import { isAbout } from '../../suite/over.ts'
import type { Facts } from '../../verdict/analysis.ts'
import type { ConditionPart, StudyPart } from '../parts.ts'
import type { ReportTask, TaskGroup } from '../report.generated.ts'

/** What one base model was measured on; the analytic random baseline is no measurement. */
export interface Measured {
  model: string
  study: StudyPart
  /** Conditions with a cell, in the study's order. */
  conditions: StudyPart['conditions']
  /** Tasks with a cell, in the report's order, and the same as verdicts know them. */
  tasks: ReportTask[]
  facts: Facts
  cells: CellScores[]
  /** Groups of tasks that tables are about; one of two that are the same tasks, the narrower. */
  groups: { over: TaskGroup; tasks: ReportTask[] }[]
}

/** What each base model was measured on, in the study's order; models without a cell are left out. */
export function measuredModels(
  study: StudyPart,
  tasks: readonly ReportTask[],
  cells: readonly CellScores[],
): Measured[] {
  return study.models.flatMap(({ name: model }): Measured[] => {
    const own = cells.filter((cell) => cell.model === model && cell.weights.state !== 'random')
    if (own.length === 0) return []
    const asked = new Set(own.map(({ condition }) => condition))
    const used = new Set(own.map(({ task }) => task))
    const measured = tasks.filter(({ name }) => used.has(name))
    return [
      {
        model,
        study,
        conditions: study.conditions.filter(({ name }) => asked.has(name)),
        tasks: measured,
        facts: { tasks: measured.map(({ name, cluster, role }) => ({ task: name, cluster, role })), seed: study.seed },
        cells: own,
        groups: groupsOf(measured),
      },
    ]
  })
}

/** The same of conditions that ask all of these tasks, and of these tasks alone. */
export function within(measured: Measured, names: readonly string[]): Measured {
  const kept = new Set(names)
  const tasks = measured.tasks.filter(({ name }) => kept.has(name))
  const conditions = measured.conditions.filter((condition) => askedOf(condition, tasks).length === tasks.length)
  const asked = new Set(conditions.map(({ name }) => name))
  return {
    ...measured,
    conditions,
    tasks,
    facts: { ...measured.facts, tasks: measured.facts.tasks.filter(({ task }) => kept.has(task)) },
    cells: measured.cells.filter(({ condition, task }) => asked.has(condition) && kept.has(task)),
    groups: groupsOf(tasks),
  }
}

/** Those of these tasks that a condition asks. */
export function askedOf({ tasks: names }: Pick<ConditionPart, 'tasks'>, tasks: readonly ReportTask[]): ReportTask[] {
  return tasks.filter(({ name }) => names?.includes(name) ?? true)
}

function groupsOf(tasks: readonly ReportTask[]): Measured['groups'] {
  const groups = (['held-out tasks', 'all tasks'] as const).map((over) => ({
    over,
    tasks: tasks.filter((task) => isAbout(over, task)),
  }))
  return groups.filter(
    (group, index) =>
      group.tasks.length > 0 && groups.slice(0, index).every((other) => other.tasks.length < group.tasks.length),
  )
}
