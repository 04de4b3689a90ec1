import type { Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'
import type { Rewording } from '../suite/study.ts'
import { optionsText } from './optionsText.ts'
import { worded } from './wording.ts'

/** The phrasing that an item is asked in: the same under every condition, spread over the phrasings by the item's id. */
export function instruction(item: Item, { wording, options }: Rewording): string {
  return wording === undefined ? ownPhrasing(item, options) : worded(item, wording, options)
}

function ownPhrasing(item: Item, options: Rewording['options']): string {
  const place = fnv1a32(item.id) % item.instructions.length
  const text = item.instructions[place]
  if (text === undefined) throw new Error(`item ${item.id} has no instruction; a task needs at least one`)
  if (options === undefined) return text
  const shown = optionsText(item, options)
  const { length } = optionsLine(item.options)
  // From the last place on, so that the places before it stay where they are.
  return (item.optionsAt?.[place] ?? []).reduceRight((rest, at) => {
    const [before, after] = [rest.slice(0, at), rest.slice(at + length)]
    return shown === undefined ? withoutLine(before, after) : before + shown + after
  }, text)
}

/** A phrasing without the line that lists its options. */
function withoutLine(before: string, after: string): string {
  const end = after.indexOf('\n')
  const kept = [before.slice(0, Math.max(0, before.lastIndexOf('\n'))), ...(end < 0 ? [] : [after.slice(end + 1)])]
  return kept.filter((part) => part !== '').join('\n')
}

/** The 32-bit FNV-1a hash of a text's UTF-8 bytes: short enough to be written again in any language. */
function fnv1a32(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
