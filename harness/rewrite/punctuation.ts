import type { Part } from '../prompt/segment.ts'
import { edited } from './edited.ts'
import { type Change, type Rewrite, textIn } from './rewrite.ts'
import { some } from './some.ts'

/** Other marks in the words around a question, and between its options; the marks inside fields and options stay. */
export const punctuation: Rewrite<object> = {
  name: 'punctuation',
  about: 'the punctuation of instructions, and what stands between names, values and options',
  touches: ['instruction', 'mark', 'suffix'],
  law: 'idempotent',
  faults: () => [],
  changes: () => some(KINDS.map(({ marks }): Change => ({ marks }))),
  apply: (draft, changes) => {
    const kinds = kindsIn(changes)
    return edited(draft, PARTS, { exemplars: true }, (text) =>
      kinds.reduce((before, { from, to }) => before.replaceAll(from, to), text),
    )
  },
  words: (_, changes) =>
    kindsIn(changes)
      .map(({ words }) => words)
      .join(', '),
}

const PARTS: readonly Part[] = ['instruction', 'mark', 'suffix']

/** In their own order, so that each finds what the others left, also a second time. */
const kindsIn = (changes: readonly Change[]) =>
  KINDS.filter(({ marks }) => changes.some((change) => textIn(change, 'marks') === marks))

const KINDS = [
  { marks: 'no-stops', from: /[.!?](?=\s|$)/gu, to: '', words: 'no full stops and question marks' },
  { marks: 'commas', from: /^; $/gu, to: ', ', words: 'commas between the options' },
  { marks: 'bars', from: /^; $/gu, to: ' | ', words: 'bars between the options' },
  { marks: 'dashes', from: /:(?= )/gu, to: ' –', words: 'dashes in place of colons' },
] as const
