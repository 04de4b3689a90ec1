import type { Item } from '../dataset/item.ts'

/** The phrasing that an item is asked in: the same under every condition, spread over the phrasings by the item's id. */
export function instruction(item: Item): string {
  const text = item.instructions[fnv1a32(item.id) % item.instructions.length]
  if (text === undefined) throw new Error(`item ${item.id} has no instruction; a task needs at least one`)
  return text
}

/** The 32-bit FNV-1a hash of a text's UTF-8 bytes: short enough to be written again in any language. */
function fnv1a32(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
