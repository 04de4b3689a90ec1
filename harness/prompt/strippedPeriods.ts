import type { Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'

/** An item as the released experiments show it: its options have lost their final period, and its right answer has not. */
export function withoutPeriods(item: Item): Item {
  const options = item.options.map((option) => option.replace(/\.+$/, ''))
  const shown = [optionsLine(item.options), optionsLine(options)] as const
  return { ...item, options, instructions: item.instructions.map((text) => text.replaceAll(...shown)) }
}
