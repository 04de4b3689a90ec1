import fc from 'fast-check'
import type { Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'
import type { Draft } from './draft.ts'
import { type Change, numberIn, place, type Rewrite } from './rewrite.ts'

/** Options of the question change places in pairs, no option twice; those of exemplars stay. */
export const optionOrder: Rewrite<object> = {
  name: 'option-order',
  about: 'the order of the options',
  touches: ['option'],
  law: 'own inverse',
  faults: () => [],
  changes: () =>
    fc.array(fc.record({ option: fc.nat({ max: 59 }), with: fc.nat({ max: 59 }) }), { minLength: 1, maxLength: 4 }),
  apply: (draft, changes) => ({ ...draft, item: reordered(draft.item, swapsOf(draft, changes)) }),
  words: (draft, changes) =>
    swapsOf(draft, changes)
      .map(([a, b]) => `swap options ${Math.min(a, b) + 1} and ${Math.max(a, b) + 1}`)
      .join(', '),
}

/** Pairs of places that do not overlap, so that going through them twice leads back. */
function swapsOf({ item: { options } }: Draft, changes: readonly Change[]): [number, number][] {
  if (options.length < 2) return []
  const taken = new Set<number>()
  return changes.flatMap((change) => {
    const first = place(numberIn(change, 'option'), options.length)
    const step = 1 + place(numberIn(change, 'with'), options.length - 1)
    const second = place(first + step, options.length)
    if (taken.has(first) || taken.has(second)) return []
    taken.add(first).add(second)
    return [[first, second]]
  })
}

function reordered(item: Item, swaps: readonly [number, number][]): Item {
  const to = new Map(swaps.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]))
  const options = item.options.map((option, index) => item.options[to.get(index) ?? index] ?? option)
  const [before, after] = [optionsLine(item.options), optionsLine(options)]
  // Of one length, so that what follows it stays where it is.
  const relisted = (text: string) => (swaps.length === 0 ? text : text.replaceAll(before, () => after))
  const { index } = item.answer
  return {
    ...item,
    options,
    fields: item.fields.map(({ label, value }) => ({ label, value: relisted(value) })),
    instructions: item.instructions.map(relisted),
    answer: { ...item.answer, ...(index === undefined ? {} : { index: to.get(index) ?? index }) },
  }
}
