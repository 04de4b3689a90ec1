import { isAbout } from './over.ts'
import type { Condition } from './study.ts'
import type { Task } from './task.ts'

/** What tells whether a condition asks a task. */
export type AskedTask = Pick<Task, 'name' | 'role' | 'translations'>

/** Whether a condition asks a task: not where it names others, nor where it wants a language that the task is not translated into. */
export function asks({ over = 'all tasks', language }: Pick<Condition, 'over' | 'language'>, task: AskedTask): boolean {
  return isAbout(over, task) && speaks(task, language)
}

/** Whether a task is translated into a language; its own has no name. */
export function speaks({ translations = {} }: Pick<Task, 'translations'>, language: string | undefined): boolean {
  return language === undefined || Object.hasOwn(translations, language)
}
