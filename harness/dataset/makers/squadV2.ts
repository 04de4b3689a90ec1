import type { Fault } from '../columns.ts'
import { isFault, textsAt } from './columnOf.ts'

/** The right answers, each once; where the passage has none, the word that says so. */
export function squadV2(values: Readonly<Record<string, unknown>>): Record<string, unknown> | Fault {
  const texts = textsAt(values, 'answers.text')
  if (isFault(texts)) return texts
  return { references: texts.length === 0 ? ['unanswerable'] : [...new Set(texts)] }
}
