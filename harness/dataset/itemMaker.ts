import { nearest } from '../suite/nearest.ts'
import type { Problem } from '../suite/problem.ts'
import type { Task } from '../suite/task.ts'
import { filledParts, fillTemplate, templateNames } from '../suite/template.ts'
import { shown } from '../suite/words.ts'
import type { Filled, Item } from './item.ts'
import { problemInRow, type Row } from './readRows.ts'
import { rowAnswer } from './rowAnswer.ts'
import { optionsLine, rowOptions } from './rowOptions.ts'
import { rowReferences } from './rowReferences.ts'

/** Makes the rows of a task into items, or says what keeps a row from being one. */
export function itemMaker(task: Task): (row: Row) => Item | Problem[] {
  const names = namesOf(task)
  return (row) => itemOf(row, task, names)
}

function itemOf(row: Row, task: Task, names: readonly string[]): Item | Problem[] {
  const options = rowOptions(row, task)
  if ('problems' in options) return options.problems
  const references = rowReferences(row, task)
  if ('problem' in references) return [references.problem]
  const values = {
    ...texts(row),
    ...references.shown,
    ...(options.list.length === 0 ? {} : { options: optionsLine(options.list) }),
  }
  const missing = names.filter((name) => !Object.hasOwn(values, name))
  if (missing.length > 0) return missing.map((name) => unfilled(row, name))
  const answer = rowAnswer(row, task, options.list, values)
  if ('problem' in answer) return [answer.problem]
  const { group } = row.values
  const instructions = task.prompt.instructions.map((template) => phrasing(template, values, options.list.length > 0))
  return {
    id: row.id,
    fields: task.prompt.fields.map(({ label, template }) => ({ label, value: fillTemplate(template, values) })),
    instructions: instructions.map(({ text }) => text),
    ...(instructions.every(({ filled }) => filled.length === 0)
      ? {}
      : { filled: instructions.map(({ filled }) => filled) }),
    options: options.list,
    answer: answer.answer,
    ...(references.list.length > 1 ? { references: references.list } : {}),
    ...(typeof group === 'string' ? { group } : {}),
    source: { file: row.file, line: row.line },
  }
}

/** A phrasing filled in, and where. */
function phrasing(template: string, values: Readonly<Record<string, string>>, hasOptions: boolean) {
  let text = ''
  const filled: Filled[] = []
  for (const part of filledParts(template, values)) {
    if (part.name !== undefined)
      filled.push({
        at: text.length,
        length: part.text.length,
        by: hasOptions && part.name === 'options' ? 'options' : 'value',
      })
    text += part.text
  }
  return { text, filled }
}

/** Every name that the templates of a task ask a row for. */
function namesOf({ prompt, answer }: Task): string[] {
  const templates = [...prompt.fields.map(({ template }) => template), ...prompt.instructions, answer]
  return [...new Set(templates.flatMap(templateNames))]
}

/** The fields of a row that a template may name. */
function texts(row: Row): Record<string, string> {
  const found: [string, string][] = []
  for (const [name, value] of Object.entries(row.values))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      found.push([name, String(value)])
  return Object.fromEntries(found)
}

function unfilled(row: Row, name: string): Problem {
  const isThere = Object.hasOwn(row.values, name)
  const meant = isThere ? undefined : nearest(name, Object.keys(row.values))
  return problemInRow(row, name, {
    what: isThere ? `\`${name}\` is not a text` : `the row has no \`${name}\``,
    expected: `a text, number, true or false in \`${name}\`, which a template names`,
    found: isThere ? shown(row.values[name]) : `only ${Object.keys(row.values).join(', ')}`,
    ...(meant === undefined ? {} : { nearest: meant }),
    todo:
      isThere && Array.isArray(row.values[name])
        ? 'Write {{options}} where the options are listed.'
        : 'Correct the row.',
  })
}
