import type { BaseModel } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import type { TaskFacts } from './collect.ts'

/** What verdicts know of the tasks of a study. How often pretraining showed one is said by its base model, else by the task itself. */
export function taskFacts(tasks: readonly Task[], models: readonly BaseModel[]): TaskFacts[] {
  return tasks.map((task) => ({
    task: task.name,
    cluster: task.cluster,
    role: task.role,
    exposure: Object.fromEntries(
      models.flatMap(({ name, exposure }) => {
        const items = exposure === undefined ? rate(task) : exposure[task.name]
        return items === undefined ? [] : [[name, items] as const]
      }),
    ),
  }))
}

function rate({ exposure }: Task): number | undefined {
  if (exposure.state === 'never') return 0
  return exposure.state === 'seen' ? exposure.itemsPerMillionTokens : undefined
}
