import type { Fault } from '../columns.ts'
import { isFault, textAt, textsAt } from './columnOf.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * A multiple-choice item of BIG-bench: `question` without the options that `inputs` prints below it and without the marks of question and
 * answer, `options`, and `right`, the place of the target among them.
 */
export function bigbench(values: Values): Record<string, unknown> | Fault {
  const inputs = textAt(values, 'inputs')
  if (isFault(inputs)) return inputs
  const question = inputs
    .split(/\n\s*(?:choice:|Options:)/u, 1)
    .join('')
    .replace(/^\s*Q:\s*/u, '')
    .replace(/\s*\bA:\s*$/u, '')
  return withOptions(values, question.trim(), 'targets')
}

/** The released Gaelic Social IQA: the question is the first line of `text`, after its label; the right option is a text. */
export function gaelic(values: Values): Record<string, unknown> | Fault {
  const text = textAt(values, 'text')
  if (isFault(text)) return text
  const [first = ''] = text.split('\n', 1)
  return withOptions(values, first.replace(/^Ceist:\s*/u, ''), 'labels')
}

/** Options are shown as they are scored: the source strips their full stops and quotes them, and compares with the raw text. */
function withOptions(values: Values, question: string, target: string): Record<string, unknown> | Fault {
  const options = textsAt(values, 'multiple_choice_targets')
  if (isFault(options)) return options
  const own = values[target]
  const found: unknown = Array.isArray(own) ? own[0] : own
  const right = options.findIndex((option) => option === found)
  return right < 0 ? { path: target, expected: 'one of multiple_choice_targets', found } : { question, options, right }
}
