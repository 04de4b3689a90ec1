import type { Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'

/** An item as the released experiments show it: its options have lost their final period, and its right answer has not. */
export function withoutPeriods(item: Item): Item {
  const options = item.options.map((option) => option.replace(/\.+$/, ''))
  const [before, after] = [optionsLine(item.options), optionsLine(options)]
  const stripped = (text: string) => text.replaceAll(before, () => after)
  const { filled } = item
  return {
    ...item,
    options,
    instructions: item.instructions.map(stripped),
    ...(filled && {
      filled: filled.map((places, index) => {
        const text = item.instructions[index] ?? ''
        return places.map(({ at, length, by }) => ({
          at: stripped(text.slice(0, at)).length,
          length: stripped(text.slice(at, at + length)).length,
          by,
        }))
      }),
    }),
  }
}
