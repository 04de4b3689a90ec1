import type { Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import { drawn } from './draw.ts'
import { GENERATION } from './mixture.ts'
import { refused } from './mixtureTasks.ts'

/**
 * For each task of a mixture the task whose exemplars it shows instead of its own: one for all its items, drawn from the tasks of the
 * same mixture that are of another cluster and the same kind (understanding or generation). Tasks outside the mixture give none:
 * their rows would be tuned on. Throws a SuiteError where a task has no such other.
 */
export function donors(tasks: readonly Task[], study: Study, seed: number): Map<Task, Task> {
  return new Map(tasks.map((task) => [task, donorOf(task, tasks, study, seed)]))
}

/** The donor of one task, among tasks that may give exemplars; it need not be one of them. */
export function donorOf(task: Task, tasks: readonly Task[], study: Study, seed: number): Task {
  const kind = isGeneration(task)
  const others = tasks.filter((other) => other.cluster !== task.cluster && isGeneration(other) === kind)
  const donor = others[drawn(['donor', seed, task.name], Math.max(1, others.length))]
  if (donor !== undefined) return donor
  throw refused(study, {
    what: `task ${task.name} finds no other task to show exemplars of`,
    expected: `a task of another cluster that ${kind ? 'generates text, too' : 'does not generate text'} (clusters ${GENERATION.join(', ')} do)`,
    found: tasks.map(({ name }) => name).join(', '),
    todo: 'At least two clusters of each kind are needed: add a task, or choose another mixture.',
  })
}

const isGeneration = ({ cluster }: Task) => GENERATION.includes(cluster)
