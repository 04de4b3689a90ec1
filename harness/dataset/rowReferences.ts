import type { Problem } from '../suite/problem.ts'
import type { Task } from '../suite/task.ts'
import { templateNames } from '../suite/template.ts'
import { shown } from '../suite/words.ts'
import { problemInRow, type Row } from './readRows.ts'

/**
 * The right answers of a row whose answer is the list in one of its fields, and the field filled with the first of them, which
 * exemplars show; empty where the answer is one text.
 */
export function rowReferences(
  row: Row,
  { answer: template, prompt }: Pick<Task, 'answer' | 'prompt'>,
): { list: string[]; shown: Readonly<Record<string, string>> } | { problem: Problem } {
  const name = templateNames(template)[0]
  const value = name === undefined ? undefined : row.values[name]
  if (name === undefined || template !== `{{${name}}}` || !Array.isArray(value)) return { list: [], shown: {} }
  if (prompt.options.kind !== 'none') return { problem: oneOption(row, name, value) }
  const list = value.flatMap((entry) => (typeof entry === 'string' && entry.trim() !== '' ? [entry] : []))
  const [first] = list
  if (first === undefined || list.length < value.length) return { problem: noTexts(row, name, value) }
  return { list, shown: { [name]: first } }
}

function oneOption(row: Row, name: string, value: readonly unknown[]): Problem {
  return problemInRow(row, name, {
    what: 'a task with options has one right answer in each row',
    expected: 'the text of the right option, or its place, counted from 0',
    found: shown(value),
    todo: 'Correct the row; a list of right answers is for free text.',
  })
}

function noTexts(row: Row, name: string, value: readonly unknown[]): Problem {
  return problemInRow(row, name, {
    what: `\`${name}\` is not a list of right answers`,
    expected: 'at least one answer, each a text that is not blank',
    found: shown(value),
    todo: 'Correct the list; numbers need quotes around them.',
  })
}
