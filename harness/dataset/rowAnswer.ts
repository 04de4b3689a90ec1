import { nearest } from '../suite/nearest.ts'
import type { Problem } from '../suite/problem.ts'
import type { Task } from '../suite/task.ts'
import { fillTemplate, templateNames } from '../suite/template.ts'
import { either, shown } from '../suite/words.ts'
import type { Item } from './item.ts'
import { problemInRow, type Row } from './readRows.ts'

/** The right answer of a row: a text, or, where the answer's field holds a number and there are options, the place among them. */
export function rowAnswer(
  row: Row,
  { answer: template }: Task,
  options: readonly string[],
  values: Readonly<Record<string, string>>,
): { answer: Item['answer'] } | { problem: Problem } {
  const name = templateNames(template)[0] ?? 'answer'
  const value = template === `{{${name}}}` ? row.values[name] : undefined
  const text = fillTemplate(template, values)
  if (text.trim() === '') return { problem: blank(row, name) }
  if (options.length === 0) return { answer: { text } }
  if (typeof value === 'number') return placed(row, name, value, options)
  const index = options.indexOf(text)
  return index < 0 ? { problem: noOption(row, name, text, options) } : { answer: { text, index } }
}

function placed(
  row: Row,
  name: string,
  index: number,
  options: readonly string[],
): { answer: Item['answer'] } | { problem: Problem } {
  const text = options[index]
  if (options.includes(String(index))) return { problem: ambiguous(row, name, index) }
  return text === undefined ? { problem: outOfRange(row, name, index, options) } : { answer: { text, index } }
}

function blank(row: Row, name: string): Problem {
  return problemInRow(row, name, {
    what: 'the right answer is blank',
    expected: 'a text',
    found: shown(row.values[name]),
    todo: 'Correct the row.',
  })
}

function noOption(row: Row, name: string, text: string, options: readonly string[]): Problem {
  const meant = nearest(text, options)
  return problemInRow(row, name, {
    what: 'the right answer is none of the options',
    expected: either(options.map(shown)),
    found: shown(text),
    ...(meant === undefined ? {} : { nearest: shown(meant) }),
    todo: 'Write the answer exactly as the option is written, or its place, counted from 0, as a number.',
  })
}

function outOfRange(row: Row, name: string, index: number, options: readonly string[]): Problem {
  return problemInRow(row, name, {
    what: 'the place of the right answer is out of range',
    expected: `a whole number from 0 to ${options.length - 1}: places are counted from 0`,
    found: String(index),
    todo: 'Correct the place, or write the text of the option.',
  })
}

function ambiguous(row: Row, name: string, index: number): Problem {
  return problemInRow(row, name, {
    what: 'the right answer is a number, and so are the options',
    expected: `the text of the option: "${index}" in quotes if that is the right one`,
    found: String(index),
    todo: 'Put the answer in quotes: a number without them is a place among the options.',
  })
}
