import fc from 'fast-check'
import type { Item } from '../dataset/item.ts'
import type { Draft } from './draft.ts'
import { exemplarsOf, unshown, withExemplars } from './exemplars.ts'
import { type Change, numberIn, place, type Rewrite } from './rewrite.ts'
import { several } from './several.ts'

/** Exemplars give way to other rows of the pool. */
export const exemplarChoice: Rewrite<object> = {
  name: 'exemplar-choice',
  about: 'which rows of the pool are shown as exemplars',
  touches: ['exemplars'],
  law: 'neither',
  faults: () => [],
  changes: () => several(fc.record({ exemplar: fc.nat({ max: 59 }), row: fc.nat({ max: 59 }) })),
  apply: (draft, changes) => withExemplars(draft, replaced(draft, changes).after),
  words: (draft, changes) => {
    const { before, after } = replaced(draft, changes)
    return after
      .flatMap(({ id }, index) =>
        id === before[index]?.id ? [] : [`exemplar ${index + 1} is ${id} in place of ${before[index]?.id ?? ''}`],
      )
      .join(', ')
  },
}

/** Each exemplar gives way once, and no row is shown twice. */
function replaced(draft: Draft, changes: readonly Change[]): { before: readonly Item[]; after: Item[] } {
  const before = exemplarsOf(draft)
  const after = [...before]
  const left = unshown(draft)
  for (const change of changes) {
    const at = place(numberIn(change, 'exemplar'), before.length)
    if (at >= before.length || left.length === 0 || after[at] !== before[at]) continue
    after.splice(at, 1, ...left.splice(place(numberIn(change, 'row'), left.length), 1))
  }
  return { before, after }
}
