import { statSync } from 'node:fs'
import path from 'node:path'
import { conditionProblems } from './conditionProblems.ts'
import { layoutProblems } from './layoutProblems.ts'
import { metricProblems } from './metricProblems.ts'
import { nearestSibling } from './modelFolder.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import { hidingProblems } from './rewordingProblems.ts'
import type { Study } from './study.ts'
import type { TaskFile } from './task.generated.ts'
import { templateNames } from './template.ts'
import { templateProblems } from './templateProblems.ts'
import type { Written } from './validate.ts'

/** What a task says that its schema cannot refuse, in file order. Whether the rows fit its templates is the data set's to say. */
export function taskProblems({ data, file }: Written<TaskFile>, study: Study): Problem[] {
  const problems = [
    ...exposureProblems(data, file),
    ...layoutProblems({ data, file }),
    ...(data.data.file === undefined ? [] : fileProblems(file, ['data', 'file'], data.data.file)),
    ...poolProblems(data, file, study),
    ...(data.training === undefined ? [] : fileProblems(file, ['training', 'file'], data.training.file)),
    ...translationProblems(data, file),
    ...braceProblems(data, file),
    ...optionProblems(data, file),
    ...hidingProblems(data, file, study),
    ...(data.checks ?? []).flatMap((check, i) =>
      conditionProblems(file, ['checks', i, 'condition'], check.condition, study),
    ),
  ]
  return problems.sort((a, b) => a.line - b.line || a.column - b.column)
}

type File = Written<TaskFile>['file']

function translationProblems({ translations = {}, prompt }: TaskFile, file: File): Problem[] {
  return Object.entries(translations).flatMap(([language, { file: rows, instructions = [], fields = {} }]) => [
    ...fileProblems(file, ['translations', language, 'file'], rows),
    ...Object.entries(fields).flatMap(([label, template]) =>
      templateProblems(file, ['translations', language, 'fields', label], template),
    ),
    ...instructions.flatMap((template, i) =>
      templateProblems(file, ['translations', language, 'instructions', i], template),
    ),
    ...(instructions.length === 0 || instructions.length === prompt.instructions.length
      ? []
      : [
          problemIn(file, ['translations', language, 'instructions'], {
            what: 'are not the phrasings of the task',
            expected: `${prompt.instructions.length}, as in \`prompt.instructions\`: an item has the same one in each language`,
            found: String(instructions.length),
            todo: 'Translate each phrasing, in the same order.',
          }),
        ]),
  ])
}

function exposureProblems({ exposure }: TaskFile, file: File): Problem[] {
  if (exposure?.seen !== false || exposure.itemsPerMillionTokens === undefined) return []
  return [
    problemIn(file, ['exposure', 'itemsPerMillionTokens'], {
      what: 'contradicts `seen: false`',
      expected: 'no rate for a task that pretraining never showed',
      found: String(exposure.itemsPerMillionTokens),
      todo: 'Delete it, or write `seen: true`.',
    }),
  ]
}

function fileProblems(file: File, keys: string[], name: string): Problem[] {
  const wanted = path.resolve(path.dirname(file.path), name)
  if (statSync(wanted, { throwIfNoEntry: false })?.isFile() === true) return []
  return [
    problemIn(file, keys, {
      what: 'names a file that does not exist',
      expected: 'a JSONL file, relative to the folder of this task',
      found: `no file at ${name}`,
      ...nearestSibling(wanted),
      todo: 'Correct the path, or add the file.',
    }),
  ]
}

/** A study that shows gold exemplars needs a pool in every task: a cell that cannot be asked would be missing from each comparison. */
function poolProblems({ exemplars }: TaskFile, file: File, study: Study): Problem[] {
  if (typeof exemplars === 'object')
    return exemplars.file === undefined ? [] : fileProblems(file, ['exemplars', 'file'], exemplars.file)
  const needy = study.conditions.find((condition) => condition.exemplars.from === 'gold')
  if (needy === undefined) return []
  return [
    problemIn(file, ['exemplars'], {
      what: 'is missing',
      expected: `a pool of gold exemplars, which condition ${needy.name} of study ${study.name} shows`,
      found: exemplars ?? 'nothing',
      todo: 'Add `exemplars: { file: … }` with rows that are not test items, or move the task to another study.',
    }),
  ]
}

function braceProblems({ prompt, answer }: TaskFile, file: File): Problem[] {
  return [
    ...Object.entries(prompt.fields).flatMap(([label, template]) =>
      templateProblems(file, ['prompt', 'fields', label], template),
    ),
    ...prompt.instructions.flatMap((template, i) => templateProblems(file, ['prompt', 'instructions', i], template)),
    ...templateProblems(file, ['answer'], answer),
  ]
}

function optionProblems(data: TaskFile, file: File): Problem[] {
  const problems = metricProblems(data, file)
  if (problems.length > 0) return problems
  const { fields, instructions, options } = data.prompt
  const templates: [(string | number)[], string][] = [
    ...Object.entries(fields).map(([label, text]): [string[], string] => [['prompt', 'fields', label], text]),
    ...instructions.map((text, i): [(string | number)[], string] => [['prompt', 'instructions', i], text]),
  ]
  return templates
    .filter(([, template]) => options === undefined && templateNames(template).includes('options'))
    .map(([keys]) =>
      problemIn(file, keys, {
        what: 'names {{options}}, and the task has none',
        expected: '`prompt.options` in a task whose words list the options',
        found: 'a prompt without options',
        todo: 'Add the options, or delete {{options}} from the template.',
      }),
    )
}
