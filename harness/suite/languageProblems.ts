import type { Gate } from './gate.ts'
import { conditionsOf, type Hypothesis } from './hypothesis.ts'
import { isAbout, type Over } from './over.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { KEY_OF } from './relation.ts'
import type { Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { Task } from './task.ts'

/** Whether a condition asks a task: not where it wants a language that the task is not translated into. */
export function speaks(
  { translations = {} }: Pick<Task, 'translations'>,
  { language }: Pick<Condition, 'language'>,
): boolean {
  return language === undefined || Object.hasOwn(translations, language)
}

/** Languages that no task is translated into, and claims, gates and checks about tasks that are not asked in their language. */
export function languageProblems(
  study: Study,
  { tasks, hypotheses, gates }: { tasks: readonly Task[]; hypotheses: readonly Hypothesis[]; gates: readonly Gate[] },
): Problem[] {
  const conditionOf = (name: string) => study.conditions.find((condition) => condition.name === name)
  const silent = (file: SuiteFile, keys: readonly (string | number)[], names: readonly string[], over: Over) =>
    names.flatMap((name) => {
      const condition = conditionOf(name)
      const without = tasks.filter((task) => isAbout(over, task) && condition !== undefined && !speaks(task, condition))
      return without.length === 0 ? [] : [unspoken(file, keys, condition, without)]
    })
  return [
    ...study.conditions
      .filter((condition) => !tasks.some((task) => speaks(task, condition)))
      .map(({ name, language = '' }) => unknownLanguage(study, name, language, tasks)),
    ...tasks.flatMap(({ name, checks, writtenIn }) =>
      checks.flatMap((check, i) => silent(writtenIn, ['checks', i, 'condition'], [check.condition], [name])),
    ),
    ...hypotheses.flatMap(({ relation, file }) =>
      silent(file, [KEY_OF[relation.kind], 'over'], conditionsOf(relation), relation.over),
    ),
    ...gates.flatMap(({ condition, over, file }) => silent(file, ['over'], [condition.name], over)),
  ]
}

function unknownLanguage(study: Study, name: string, language: string, tasks: readonly Task[]): Problem {
  const known = [...new Set(tasks.flatMap(({ translations = {} }) => Object.keys(translations)))]
  return problemIn(study.file, ['conditions', name, 'language'], {
    what: 'is a language that no task is translated into',
    expected: known.join(', ') || 'a task with `translations`',
    found: language,
    todo: 'Correct the name, add the translation to a task, or delete the condition.',
  })
}

function unspoken(
  file: SuiteFile,
  keys: readonly (string | number)[],
  condition: Condition | undefined,
  without: readonly Task[],
): Problem {
  const names = without.map(({ name }) => name)
  return problemIn(file, keys, {
    what: keys.includes('over') ? 'covers tasks that its condition does not ask' : 'does not ask this task',
    expected: `tasks with a translation into ${condition?.language ?? ''}, which condition ${condition?.name ?? ''} asks in`,
    found: names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', '),
    todo: 'List the tasks that have one, or translate the others.',
  })
}
