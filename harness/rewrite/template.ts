import fc from 'fast-check'
import type { Draft } from './draft.ts'
import { type Change, numberIn, place, type Rewrite } from './rewrite.ts'

/** Another one of the task's own phrasings. */
export const template: Rewrite<object> = {
  name: 'template',
  about: 'which of its phrasings a task is asked in',
  touches: ['instruction', 'value', 'label', 'option', 'mark'],
  law: 'neither',
  faults: () => [],
  changes: () => fc.integer({ min: 1, max: 9 }).map((by) => [{ by }]),
  apply: (draft, changes) => ({ ...draft, phrasing: phrasingAfter(draft, changes) }),
  words: (draft, changes) =>
    `phrasing ${phrasingAfter(draft, changes) + 1} in place of ${draft.phrasing + 1}, of ${draft.item.instructions.length}`,
}

/** Another phrasing than the own, wherever there are two. */
function phrasingAfter({ phrasing, item: { instructions } }: Draft, changes: readonly Change[]): number {
  return changes.reduce((before, change) => {
    const by = numberIn(change, 'by')
    const step = by === 0 ? 0 : 1 + place(by - 1, instructions.length - 1)
    return instructions.length < 2 ? before : place(before + step, instructions.length)
  }, phrasing)
}
