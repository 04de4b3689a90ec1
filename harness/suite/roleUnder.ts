import type { TaskRole } from './task.ts'

/**
 * What models of a recipe saw of a task: the task's own role, unless the recipe says what it was tuned on. Then it is trained, held out
 * where another task of its cluster was tuned on, else untouched.
 */
export function roleUnder<T extends { name: string; cluster: string; role: TaskRole }>(
  tunedOn: readonly string[] | undefined,
  { name, cluster, role }: T,
  tasks: readonly T[],
): TaskRole {
  if (tunedOn === undefined || role === 'unknown') return role
  if (tunedOn.includes(name)) return 'trained'
  return tasks.some((other) => other.cluster === cluster && tunedOn.includes(other.name)) ? 'held-out' : 'untouched'
}
