import type { Fault } from '../columns.ts'
import { isFault, textAt } from './columnOf.ts'

/** A question and its answer, which the hub holds as the text of Python bytes: `b'Solve x = 1.\\n'`. */
export function math(values: Readonly<Record<string, unknown>>): Record<string, unknown> | Fault {
  const question = textAt(values, 'question')
  if (isFault(question)) return question
  const answer = textAt(values, 'answer')
  return isFault(answer) ? answer : { equation: unwrapped(question), solution: unwrapped(answer) }
}

const unwrapped = (text: string) =>
  text
    .replace(/^b'(.*)'$/su, '$1')
    .replaceAll('\\n', ' ')
    .trim()
