import { notComputable } from '../statistics/undefined.ts'
import { estimateMeanOverTasks } from './estimate.ts'
import type { StudyPart } from './parts.ts'
import type { Chance, Estimate, ReportEstimate, ReportMean, ReportTask } from './report.generated.ts'

const groups = ['held-out', 'trained', 'unknown'] as const

/** Mean scores of every model over its held-out, trained and undeclared tasks; groups without a measured task are left out. */
export function meansOverTasks(
  study: StudyPart,
  tasks: readonly ReportTask[],
  estimates: readonly ReportEstimate[],
): ReportMean[] {
  return study.models.flatMap(({ name: model }) => {
    const ofModel = estimates.filter((estimate) => estimate.model === model)
    const used = new Set(ofModel.map((estimate) => estimate.condition))
    const conditions = study.conditions.map((condition) => condition.name).filter((name) => used.has(name))
    const measured = new Set(ofModel.map((estimate) => estimate.task))
    return groups.flatMap((group): ReportMean[] => {
      const members = tasks.filter((task) => groupOf(task) === group && measured.has(task.name))
      if (members.length === 0) return []
      const names = new Set(members.map((task) => task.name))
      return [
        {
          model,
          group,
          tasks: members.length,
          chance: meanChance(members),
          conditions: conditions.map((condition) => ({
            condition,
            estimate: meanOf(
              ofModel.filter((each) => each.condition === condition && names.has(each.task)),
              members.length,
            ),
          })),
        },
      ]
    })
  })
}

function groupOf(task: ReportTask): ReportMean['group'] {
  return task.role === 'untouched' ? 'held-out' : task.role
}

function meanOf(estimates: readonly ReportEstimate[], tasks: number): Estimate {
  const values = estimates.flatMap(({ estimate }) => (estimate.state === 'estimated' ? [estimate.value] : []))
  if (values.length < tasks) return notComputable(`measured on ${values.length} of ${tasks} tasks`)
  return estimateMeanOverTasks([values])
}

/** Mean of the chance levels that are known. */
export function meanChance(tasks: readonly ReportTask[]): Chance {
  const values = tasks.flatMap(({ chance }) => (chance.state === 'estimated' ? [chance.value] : []))
  if (values.length === 0) return notComputable('no chance level is known')
  return { state: 'estimated', value: values.reduce((sum, value) => sum + value, 0) / values.length }
}
