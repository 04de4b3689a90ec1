import fc from 'fast-check'
import type { Item } from '../dataset/item.ts'
import type { Draft } from './draft.ts'
import { exemplarsOf, withExemplars } from './exemplars.ts'
import { nothingToTry } from './nothingToTry.ts'
import { type Change, numberIn, place, type Rewrite, textIn } from './rewrite.ts'
import { several } from './several.ts'

export interface CorruptionSettings {
  /** Those that may be tried; all of them unless told. */
  kinds?: readonly CorruptionKind[]
}

export type CorruptionKind = (typeof KINDS)[number]

/** Exemplars that say something wrong, something else, or nothing. */
export const exemplarCorruption: Rewrite<CorruptionSettings> = {
  name: 'exemplar-corruption',
  about: 'what exemplars say: wrong answers, rows of another task, or nothing at all',
  touches: ['exemplars'],
  law: 'neither',
  faults: ({ kinds }) => nothingToTry('kinds', kinds, KINDS),
  changes: ({ kinds = KINDS }) =>
    several(fc.record({ kind: fc.constantFrom(...kinds), exemplar: fc.nat({ max: 59 }), row: fc.nat({ max: 59 }) })),
  apply: (draft, changes) => withExemplars(draft, corrupted(draft, changes).after),
  words: (draft, changes) => {
    const { before, after } = corrupted(draft, changes)
    return after
      .flatMap((exemplar, index) => {
        const was = before[index]
        return was === undefined || was === exemplar ? [] : [`exemplar ${index + 1} is ${saying(was, exemplar)}`]
      })
      .join(', ')
  },
}

const KINDS = ['wrong-answer', 'other-task', 'blank'] as const
const BLANK = '(blank)'

/** Each exemplar is corrupted once. */
function corrupted(draft: Draft, changes: readonly Change[]): { before: readonly Item[]; after: Item[] } {
  const before = exemplarsOf(draft)
  const after = [...before]
  for (const change of changes) {
    const at = place(numberIn(change, 'exemplar'), before.length)
    const exemplar = before[at]
    if (exemplar === undefined || after[at] !== exemplar) continue
    after[at] = otherRow(draft, exemplar, before, change) ?? exemplar
  }
  return { before, after }
}

function otherRow({ others }: Draft, exemplar: Item, exemplars: readonly Item[], change: Change): Item | undefined {
  const row = numberIn(change, 'row')
  switch (textIn(change, 'kind')) {
    case 'wrong-answer':
      return wronglyAnswered(exemplar, exemplars, row)
    case 'other-task':
      return others[place(row, others.length)]
    case 'blank':
      return blank(exemplar)
    default:
      return undefined
  }
}

/** With another of its options as its answer, or in free text with the answer of another exemplar. */
function wronglyAnswered(exemplar: Item, exemplars: readonly Item[], row: number): Item | undefined {
  const right = new Set([exemplar.answer.text, ...(exemplar.references ?? [])])
  const candidates = exemplar.options.length > 0 ? exemplar.options : exemplars.map(({ answer }) => answer.text)
  const wrong = candidates.filter((text) => !right.has(text))
  const text = wrong[place(row, wrong.length)]
  if (text === undefined) return undefined
  const index = exemplar.options.indexOf(text)
  return { ...exemplar, answer: index < 0 ? { text } : { text, index } }
}

function blank(exemplar: Item): Item {
  const fields = exemplar.fields.map(({ label }) => ({ label, value: BLANK }))
  return { ...exemplar, fields, options: exemplar.options.map(() => BLANK), answer: { text: BLANK } }
}

function saying(was: Item, is: Item): string {
  if (is.id !== was.id) return is.id
  return is.answer.text === BLANK ? 'blank' : `answered “${is.answer.text}” in place of “${was.answer.text}”`
}
