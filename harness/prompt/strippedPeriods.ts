import type { Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'

/** An item as the released experiments show it: its options have lost their final period, and its right answer has not. */
export function withoutPeriods(item: Item): Item {
  const options = item.options.map((option) => option.replace(/\.+$/, ''))
  const [before, after] = [optionsLine(item.options), optionsLine(options)]
  const { optionsAt } = item
  return {
    ...item,
    options,
    instructions: item.instructions.map((text) => text.replaceAll(before, () => after)),
    ...(optionsAt && {
      optionsAt: optionsAt.map((places) => places.map((at, turn) => at - turn * (before.length - after.length))),
    }),
  }
}
