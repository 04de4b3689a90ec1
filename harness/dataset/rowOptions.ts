import type { Problem } from '../suite/problem.ts'
import type { Task } from '../suite/task.ts'
import { templateNames } from '../suite/template.ts'
import { shown } from '../suite/words.ts'
import { problemInRow, type Row } from './readRows.ts'

/** The options that a row offers under a task, in the order shown; an empty list for free text. */
export function rowOptions(row: Row, { prompt }: Task): { list: string[] } | { problems: Problem[] } {
  const { options } = prompt
  if (options.kind === 'none') return { list: [] }
  if (options.kind === 'fixed') return { list: options.labels }
  const name = templateNames(options.template)[0] ?? 'options'
  const value = row.values[name]
  if (!Array.isArray(value)) return { problems: [notList(row, name, value)] }
  const list = value.flatMap((option) => (typeof option === 'string' && option.trim() !== '' ? [option] : []))
  if (list.length < Math.max(2, value.length)) return { problems: [badEntry(row, name, value)] }
  const double = list.find((option, index) => list.indexOf(option) < index)
  return double === undefined ? { list } : { problems: [twice(row, name, double)] }
}

/** Options as one line of a prompt, in both forms. */
export const optionsLine = (options: readonly string[]) => options.join(optionSeparator)

export const optionSeparator = '; '

function notList(row: Row, name: string, value: unknown): Problem {
  return problemInRow(row, name, {
    what: value === undefined ? `the row has no \`${name}\`` : `\`${name}\` is not a list`,
    expected: `a list of options in \`${name}\`, which \`prompt.options\` names`,
    found: value === undefined ? `only ${Object.keys(row.values).join(', ')}` : shown(value),
    todo: `Add the list: "${name}": ["…", "…"].`,
  })
}

function badEntry(row: Row, name: string, value: readonly unknown[]): Problem {
  return problemInRow(row, name, {
    what: `\`${name}\` is not a list of options`,
    expected: 'at least two options, each a text that is not blank',
    found: shown(value),
    todo: 'Correct the list; numbers need quotes around them.',
  })
}

function twice(row: Row, name: string, option: string): Problem {
  return problemInRow(row, name, {
    what: `\`${name}\` lists an option twice`,
    expected: 'different options: only one of two equal ones could be right',
    found: `${shown(option)} twice`,
    todo: 'Replace one of them.',
  })
}
