import type { Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'
import type { Rewording } from '../suite/study.ts'

/** The options as a question shows them, on one line; undefined where it shows none. */
export function optionsText({ options }: Pick<Item, 'options'>, shown: Rewording['options']): string | undefined {
  if (options.length === 0 || shown === 'hidden') return undefined
  if (shown === undefined) return optionsLine(options)
  return optionsLine(
    options.map((option, index) => `(${letter(index, shown === 'lettered-upper' ? 'A' : 'a')}) ${option}`),
  )
}

/** A to Z, then AA, AB and so on. */
function letter(index: number, first: 'A' | 'a'): string {
  const before = index < 26 ? '' : letter(Math.floor(index / 26) - 1, first)
  return before + String.fromCharCode(first.charCodeAt(0) + (index % 26))
}
