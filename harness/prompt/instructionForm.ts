import type { Filled, Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'
import type { Rewording } from '../suite/study.ts'
import { optionsText } from './optionsText.ts'
import { joined, type Segment, separated, slice } from './segment.ts'
import { worded } from './wording.ts'

/** The phrasing that an item is asked in: the same under every condition, spread over the phrasings by the item's id. */
export function instruction(item: Item, { wording, options }: Rewording): Segment[] {
  return wording === undefined ? ownPhrasing(item, options) : worded(item, wording, options)
}

/** The place of that phrasing among those of the item. */
export const phrasingOf = ({ id, instructions }: Pick<Item, 'id' | 'instructions'>) => fnv1a32(id) % instructions.length

function ownPhrasing(item: Item, options: Rewording['options']): Segment[] {
  const place = phrasingOf(item)
  const text = item.instructions[place]
  if (text === undefined) throw new Error(`item ${item.id} has no instruction; a task needs at least one`)
  const filled = item.filled?.[place] ?? []
  const phrase = cut(text, filled, item.options)
  if (options === undefined) return phrase
  const shown = optionsText(item, options)
  // From the last place on, so that the places before it stay where they are.
  return filled
    .filter(({ by }) => by === 'options')
    .reduceRight((rest, { at, length }) => {
      const [before, after] = [slice(rest, 0, at), slice(rest, at + length, Infinity)]
      return shown === undefined ? withoutLine(before, after) : [...before, ...shown, ...after]
    }, phrase)
}

/** A phrasing in its own words and those that were filled in. */
function cut(text: string, filled: readonly Filled[], options: string[]): Segment[] {
  const ends = filled.map(({ at, length }) => at + length)
  return [
    ...filled.flatMap(({ at, length, by }, index): Segment[] => {
      const written = text.slice(at, at + length)
      const own: Segment = { part: 'instruction', text: text.slice(ends[index - 1] ?? 0, at) }
      if (by === 'value') return [own, { part: 'value', text: written }]
      // A text for tuning has one option in place of those that its phrasing was filled in with.
      const listed = written === optionsLine(options) ? optionsText({ options }, undefined) : undefined
      return [own, ...(listed ?? [{ part: 'option' as const, text: written }])]
    }),
    { part: 'instruction' as const, text: text.slice(ends.at(-1) ?? 0) },
  ].filter((segment) => segment.text !== '')
}

/** A phrasing without the line that lists its options. */
function withoutLine(before: readonly Segment[], after: readonly Segment[]): Segment[] {
  const end = joined(after).indexOf('\n')
  const kept = [
    slice(before, 0, Math.max(0, joined(before).lastIndexOf('\n'))),
    end < 0 ? [] : slice(after, end + 1, Infinity),
  ]
  return separated(
    kept.filter((part) => part.length > 0),
    '\n',
  )
}

/** The 32-bit FNV-1a hash of a text's UTF-8 bytes: short enough to be written again in any language. */
function fnv1a32(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
