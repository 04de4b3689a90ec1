import fc from 'fast-check'
import type { Item } from '../dataset/item.ts'
import type { Draft } from './draft.ts'
import { exemplarsOf, unshown, withExemplars } from './exemplars.ts'
import { type Change, type Fault, numberIn, type Rewrite } from './rewrite.ts'

export interface CountSettings {
  /** Exemplars that may be added or taken away, 4 unless told. */
  most?: number
}

/** Fewer exemplars, the last ones left out, or more, drawn from the pool and put behind. */
export const exemplarCount: Rewrite<CountSettings> = {
  name: 'exemplar-count',
  about: 'how many exemplars are shown',
  touches: ['exemplars'],
  law: 'neither',
  faults: ({ most = 4 }) => (Number.isSafeInteger(most) && most >= 1 ? [] : [badMost(most)]),
  changes: ({ most = 4 }) =>
    // The smallest first: it is there that shrinking ends.
    fc
      .constantFrom(...Array.from({ length: most }, (_, index) => [-1 - index, index + 1]).flat())
      .map((by) => [{ by }]),
  apply: (draft, changes) => withExemplars(draft, recounted(draft, changes)),
  words: (draft, changes) => {
    const { length } = recounted(draft, changes)
    return `${length} ${length === 1 ? 'exemplar' : 'exemplars'} in place of ${exemplarsOf(draft).length}`
  },
}

function recounted(draft: Draft, changes: readonly Change[]): Item[] {
  const by = changes.reduce((sum, change) => sum + numberIn(change, 'by'), 0)
  const before = exemplarsOf(draft)
  return by < 0 ? before.slice(0, Math.max(0, before.length + by)) : [...before, ...unshown(draft).slice(0, by)]
}

const badMost = (most: number): Fault => ({
  keys: ['most'],
  what: 'is not a number of exemplars',
  expected: 'a whole number of at least 1',
  found: String(most),
  todo: 'Write how many may be added or taken away, or delete the key for 4.',
})
