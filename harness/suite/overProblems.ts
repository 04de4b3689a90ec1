import { nearest } from './nearest.ts'
import { GROUPS, isAbout, type Over } from './over.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { Task } from './task.ts'
import { shown } from './words.ts'

type Keys = readonly (string | number)[]

/** What is wrong with a word that stands for a group of tasks. */
export function overWordProblems(
  file: SuiteFile,
  keys: Keys,
  over: string | string[],
  { groups = {} }: { groups?: Readonly<Record<string, readonly string[]>> | undefined },
): Problem[] {
  const known = [...GROUPS, ...Object.keys(groups)]
  if (typeof over !== 'string' || known.includes(over)) return []
  const meant = nearest(over, known)
  return [
    problemIn(file, keys, {
      what: 'is not a known word',
      expected: `${known.join(', ')}, or a list of task names`,
      found: over,
      ...(meant === undefined ? {} : { nearest: meant }),
      todo: `Write one of these words, or, for one task, \`over: [${over}]\`.`,
    }),
  ]
}

/** What is wrong with the tasks that a claim or a gate is about, once all tasks of the study are known. */
export function overTaskProblems(file: SuiteFile, keys: Keys, over: Over, tasks: readonly Task[]): Problem[] {
  const all = tasks.map(({ name }) => name)
  const listed = typeof over === 'string' ? [] : over
  const unknown = listed.flatMap((name, i) => (all.includes(name) ? [] : [noTask(file, [...keys, i], name, all)]))
  if (unknown.length > 0 || tasks.some((task) => isAbout(over, task))) return unknown
  const roles = [...new Set(tasks.map(({ role }) => role))].sort()
  return [
    problemIn(file, keys, {
      what: 'covers no task of the study',
      expected: 'at least one task whose `role` fits',
      found: roles.length === 0 ? 'no task at all' : `only tasks of role ${roles.join(', ')}`,
      todo: 'Write the role into the task files, or choose other tasks.',
    }),
  ]
}

/** The problem with a name that no task of the study has. */
export function noTask(file: SuiteFile, keys: Keys, name: string, known: readonly string[]): Problem {
  const meant = nearest(name, known)
  return problemIn(file, keys, {
    what: 'is not a task of the study',
    expected: 'the name of a task, as its `task` key writes it',
    found: shown(name),
    ...(meant === undefined ? {} : { nearest: meant }),
    todo: 'Correct the name, or delete it.',
  })
}
