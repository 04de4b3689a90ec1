import { asks, speaks } from './asks.ts'
import { conditionsOf, type Hypothesis } from './hypothesis.ts'
import { isAbout, type Over } from './over.ts'
import { overTaskProblems } from './overProblems.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { KEY_OF } from './relation.ts'
import type { Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { Task } from './task.ts'

/** Tasks that a study names and does not have, languages that no task is translated into, and claims, gates and checks about tasks that their condition does not ask. */
export function askedProblems(
  study: Study,
  {
    tasks,
    hypotheses,
    claims,
  }: {
    tasks: readonly Task[]
    hypotheses: readonly Hypothesis[]
    /** Gates and properties. */
    claims: readonly { condition: Condition; over: Over; file: SuiteFile }[]
  },
): Problem[] {
  const conditionOf = (name: string) => study.conditions.find((condition) => condition.name === name)
  const silent = (file: SuiteFile, keys: readonly (string | number)[], names: readonly string[], over: Over) =>
    names.flatMap((name) => {
      const condition = conditionOf(name)
      if (condition === undefined) return []
      const without = tasks.filter((task) => isAbout(over, task) && !asks(condition, task))
      return without.length === 0 ? [] : [unasked(file, keys, condition, without)]
    })
  return [
    ...groupProblems(study, tasks),
    ...study.conditions
      .filter(({ language }) => !tasks.some((task) => speaks(task, language)))
      .map(({ name, language = '' }) => unknownLanguage(study, name, language, tasks)),
    ...tasks.flatMap(({ name, checks, writtenIn }) =>
      checks.flatMap((check, i) => silent(writtenIn, ['checks', i, 'condition'], [check.condition], [name])),
    ),
    ...hypotheses.flatMap(({ relation, file }) =>
      silent(file, [KEY_OF[relation.kind], 'over'], conditionsOf(relation), relation.over),
    ),
    ...claims.flatMap(({ condition, over, file }) => silent(file, ['over'], [condition.name], over)),
  ]
}

/** Names of no task, in the groups of a study and in the tasks of its conditions, each told where it is written. */
function groupProblems({ groups = {}, conditions, file }: Study, tasks: readonly Task[]): Problem[] {
  const lists = Object.values(groups)
  return [
    ...Object.entries(groups).flatMap(([name, group]) => overTaskProblems(file, ['groups', name], group, tasks)),
    ...conditions.flatMap(({ name, over }) =>
      over === undefined || (typeof over !== 'string' && lists.includes(over))
        ? []
        : overTaskProblems(file, ['conditions', name, 'over'], over, tasks),
    ),
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

function unasked(
  file: SuiteFile,
  keys: readonly (string | number)[],
  { name, language }: Condition,
  without: readonly Task[],
): Problem {
  const names = without.map((task) => task.name)
  const byLanguage = without.some((task) => !speaks(task, language))
  return problemIn(file, keys, {
    what: keys.includes('over') ? 'covers tasks that its condition does not ask' : 'does not ask this task',
    expected: byLanguage
      ? `tasks with a translation into ${language ?? ''}, which condition ${name} asks in`
      : `tasks that \`over\` of condition ${name} in study.yaml covers`,
    found: names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', '),
    todo: byLanguage
      ? 'List the tasks that have one, or translate the others.'
      : 'List tasks that it asks, or let the condition ask these, too.',
  })
}
