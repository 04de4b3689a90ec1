import fc from 'fast-check'
import { edited } from './edited.ts'
import { nothingToTry } from './nothingToTry.ts'
import { type Rewrite, textIn } from './rewrite.ts'

export interface LetterCaseSettings {
  /** Those that may be tried; all of them unless told. */
  cases?: readonly LetterCase[]
}

type LetterCase = keyof typeof CASES

/** The words around a question in other letters: its instruction and the names of its fields, not what they hold. */
export const letterCase: Rewrite<LetterCaseSettings> = {
  name: 'letter-case',
  about: 'the letter case of instructions and field names',
  touches: ['instruction', 'name'],
  law: 'idempotent',
  faults: ({ cases }) => nothingToTry('cases', cases, Object.keys(CASES)),
  changes: ({ cases = ['lower', 'upper', 'title'] }) => fc.constantFrom(...cases).map((as) => [{ case: as }]),
  apply: (draft, changes) =>
    edited(draft, ['instruction', 'name'], { exemplars: true }, (text) =>
      changes.reduce((before, change) => caseOf(textIn(change, 'case'))(before), text),
    ),
  words: (_, changes) =>
    changes.map((change) => `instructions and field names in ${textIn(change, 'case')} case`).join(', '),
}

const CASES = {
  lower: (text: string) => text.toLowerCase(),
  upper: (text: string) => text.toUpperCase(),
  title: (text: string) =>
    text.replaceAll(/\p{L}[\p{L}\p{M}'’]*/gu, (word) => {
      const [first = '', ...rest] = word
      return first.toUpperCase() + rest.join('').toLowerCase()
    }),
}

function caseOf(name: string): (text: string) => string {
  return name === 'lower' || name === 'upper' || name === 'title' ? CASES[name] : (text) => text
}
