import type { Fault } from '../columns.ts'
import { isFault, textsAt } from './columnOf.ts'

/** A whole conversation as one item: its questions, and its answers, each numbered from 1. */
export function coqa(values: Readonly<Record<string, unknown>>): Record<string, unknown> | Fault {
  const questions = textsAt(values, 'questions')
  if (isFault(questions)) return questions
  const answers = textsAt(values, 'answers.input_text')
  if (isFault(answers)) return answers
  if (answers.length !== questions.length)
    return {
      path: 'answers.input_text',
      expected: `${questions.length} answers, one for each question`,
      found: answers,
    }
  return { numberedQuestions: numbered(questions), numberedAnswers: numbered(answers) }
}

const numbered = (texts: readonly string[]) => texts.map((text, index) => `${index + 1}. ${text}`).join(' ')
