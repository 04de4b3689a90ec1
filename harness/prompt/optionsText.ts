import type { Item } from '../dataset/item.ts'
import { optionSeparator } from '../dataset/rowOptions.ts'
import type { Rewording } from '../suite/study.ts'
import { type Segment, separated } from './segment.ts'

/** The options as a question shows them, on one line; undefined where it shows none. */
export function optionsText({ options }: Pick<Item, 'options'>, shown: Rewording['options']): Segment[] | undefined {
  if (options.length === 0 || shown === 'hidden') return undefined
  const listed = options.map((text, index): Segment[] => [
    ...(shown === undefined ? [] : [{ part: 'label' as const, text: labelOf(index, shown) }]),
    { part: 'option', text },
  ])
  return separated(listed, optionSeparator)
}

/** What stands before an option, `index` from 0. */
function labelOf(index: number, shown: Exclude<Rewording['options'], 'hidden' | undefined>): string {
  switch (shown) {
    case 'lettered-upper':
      return `(${letter(index, 'A')}) `
    case 'lettered-lower':
      return `(${letter(index, 'a')}) `
    case 'numbered':
      return `(${index + 1}) `
    case 'roman':
      return `(${roman(index + 1)}) `
  }
}

/** A to Z, then AA, AB and so on. */
export function letter(index: number, first: 'A' | 'a'): string {
  const before = index < 26 ? '' : letter(Math.floor(index / 26) - 1, first)
  return before + String.fromCharCode(first.charCodeAt(0) + (index % 26))
}

/** i, ii, iii, iv and so on. */
function roman(number: number): string {
  const [value, numeral] = numerals.find(([least]) => least <= number) ?? [0, '']
  return value === 0 ? '' : numeral + roman(number - value)
}

const numerals = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const
