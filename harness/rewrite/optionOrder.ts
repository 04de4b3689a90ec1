import type { Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'
import type { Rewrite } from './rewrite.ts'
import { swapChanges, swapped, swapsOf, swapWords } from './swaps.ts'

/** Options of the question change places in pairs, no option twice; those of exemplars stay. */
export const optionOrder: Rewrite<object> = {
  name: 'option-order',
  about: 'the order of the options',
  touches: ['option'],
  law: 'own inverse',
  faults: () => [],
  changes: swapChanges,
  apply: (draft, changes) => {
    const swaps = swapsOf(draft.item.options.length, changes)
    return swaps.length === 0 ? draft : { ...draft, item: withOptionsFrom(draft.item, swapped(swaps)) }
  },
  words: ({ item: { options } }, changes) => swapWords('options', swapsOf(options.length, changes)),
}

/** An item whose options stand in another order, wherever it lists them; `from` says which option each place has. */
export function withOptionsFrom(item: Item, from: (index: number) => number): Item {
  const options = item.options.map((option, index) => item.options[from(index)] ?? option)
  const [before, after] = [optionsLine(item.options), optionsLine(options)]
  // Of one length, so that what follows it stays where it is.
  const relisted = (text: string) => (options.length === 0 ? text : text.replaceAll(before, () => after))
  const { index: gold } = item.answer
  return {
    ...item,
    options,
    fields: item.fields.map(({ label, value }) => ({ label, value: relisted(value) })),
    instructions: item.instructions.map(relisted),
    answer: {
      ...item.answer,
      ...(gold === undefined ? {} : { index: options.findIndex((_, index) => from(index) === gold) }),
    },
  }
}
