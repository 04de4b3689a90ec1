import type { Study } from './study.ts'
import type { Task } from './task.ts'

/** Which tasks take part: a group by their role in tuning, or tasks by name. */
export type Over = (typeof GROUPS)[number] | string[]

/** held-out tasks are those of role held-out or untouched. */
export const GROUPS = ['all tasks', 'held-out tasks', 'trained tasks'] as const

/** Whether a task takes part; one of unknown role only among all tasks, or by its name. */
export function isAbout(over: Over, { name, role }: Pick<Task, 'name' | 'role'>): boolean {
  if (typeof over !== 'string') return over.includes(name)
  if (over === 'all tasks') return true
  return over === 'trained tasks' ? role === 'trained' : role === 'held-out' || role === 'untouched'
}

/** The tasks in a sentence: the group, or the first few names. */
export function overWords(over: Over): string {
  if (typeof over === 'string') return over
  const shown = over.slice(0, 3).join(', ')
  return over.length > 3 ? `${shown} and ${over.length - 3} more` : shown
}

/** What a file writes, known to be a group, by its role or of the study, or a list. */
export function overOf(written: string | string[], { groups = {} }: Pick<Study, 'groups'>): Over {
  if (typeof written !== 'string') return written
  const over = GROUPS.find((name) => name === written) ?? groups[written]
  if (over === undefined) throw new Error(`${written}: neither a group nor a list of tasks, and not refused`)
  return over
}
