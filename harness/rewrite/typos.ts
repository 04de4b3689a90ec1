import fc from 'fast-check'
import type { Segment } from '../prompt/segment.ts'
import { answersOf, outside } from './answers.ts'
import { renderDraft } from './draft.ts'
import { type Change, type Fault, numberIn, place, type Rewrite, textIn } from './rewrite.ts'

export interface TypoSettings {
  /** Share of the words of a question that get a typo, above 0 and at most 1. */
  rate: number
}

/**
 * Misspelt words of the question, outside of its options and of all that answers it. Words of fewer than three letters stay. Each of the
 * first 200 words has one with a chance of `rate`, nearly: two typos of one word are one.
 */
export const typos: Rewrite<TypoSettings> = {
  name: 'typos',
  about: 'misspelt words of the question',
  touches: ['instruction', 'value'],
  law: 'neither',
  faults: ({ rate }) => (rate > 0 && rate <= 1 ? [] : [badRate(rate)]),
  changes: ({ rate }) => {
    const typo = fc.record({
      word: fc.nat({ max: WORDS }),
      kind: fc.constantFrom(...KINDS),
      letter: fc.nat({ max: 9 }),
    })
    // Word 0 is none, so that each typo shrinks to none by itself.
    return fc
      .tuple(...Array.from({ length: Math.max(1, Math.round(rate * WORDS)) }, () => typo))
      .map((all) => all.filter(({ word }) => word > 0))
  },
  apply: (draft, changes) =>
    changes.length === 0
      ? draft
      : {
          ...draft,
          edits: [...draft.edits, (segments, item) => misspelt(segments, answersOf(item), changes).segments],
        },
  words: (draft, changes) => {
    const { segments } = renderDraft(draft)
    return misspelt(segments, answersOf(draft.item), changes)
      .typos.map(([was, is]) => `“${is}” for “${was}”`)
      .join(', ')
  },
}

/** Words that may be misspelt, from the first on. */
const WORDS = 200
const KINDS = ['swap', 'drop', 'double'] as const

function misspelt(segments: readonly Segment[], answers: readonly string[], changes: readonly Change[]) {
  const byWord = new Map(changes.map((change) => [numberIn(change, 'word'), change]))
  const typos: [string, string][] = []
  let number = 0
  const inWord = (word: string) => {
    number += 1
    const change = byWord.get(number)
    const written = change === undefined ? word : withTypo(word, change)
    if (written !== word) typos.push([word, written])
    return written
  }
  const changed = segments.map((segment) =>
    segment.exemplar === undefined && (segment.part === 'instruction' || segment.part === 'value')
      ? { ...segment, text: outside(segment.text, answers, (text) => text.replaceAll(/\p{L}{3,}/gu, inWord)) }
      : segment,
  )
  return { segments: changed, typos }
}

/** The first letter stays: readers look at it. */
function withTypo(word: string, change: Change): string {
  const letters = [...word]
  const at = 1 + place(numberIn(change, 'letter'), letters.length - 2)
  const [letter = '', next = ''] = letters.slice(at)
  switch (textIn(change, 'kind')) {
    case 'swap':
      return letters.toSpliced(at, 2, next, letter).join('')
    case 'drop':
      return letters.toSpliced(at, 1).join('')
    case 'double':
      return letters.toSpliced(at, 0, letter).join('')
    default:
      return word
  }
}

const badRate = (rate: number): Fault => ({
  keys: ['rate'],
  what: 'is not a share of the words',
  expected: 'a number above 0 and at most 1',
  found: String(rate),
  todo: 'Write 0.05 for one word of twenty.',
})
