/** Columns that a text takes on a terminal: 2 for wide signs such as 漢 or 🙂, 0 for marks that combine with the sign before. */
export function displayWidth(text: string): number {
  let width = 0
  for (const sign of signs(text)) width += widthOf(sign)
  return width
}

/** The text filled up with spaces to `width` columns; longer texts stay as they are. */
export function pad(text: string, width: number, side: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'left' ? text + space : space + text
}

/** The start of a text that takes at most `width` columns. */
export function clip(text: string, width: number): string {
  let taken = ''
  let used = 0
  for (const sign of signs(text)) {
    used += widthOf(sign)
    if (used > width) break
    taken += sign
  }
  return taken
}

/**
 * A name in at most `width` columns. Of `cluster/name` the cluster gives way first, then the middle of what is left,
 * since names differ most at their ends.
 */
export function shorten(name: string, width: number): string {
  if (displayWidth(name) <= width) return name
  const slash = name.indexOf('/')
  const own = name.slice(slash)
  const left = width - displayWidth(own) - 1
  if (slash > 0 && left >= 2) return `${clip(name.slice(0, slash), left)}…${own}`
  const tail = Math.floor((width - 1) / 2)
  return `${clip(name, width - 1 - tail)}…${clipEnd(name, tail)}`
}

/** A text that cannot move the cursor, change colours or the direction of writing; line breaks become spaces, no-break spaces stay. */
export function clean(text: string): string {
  return text
    .replace(/[^\S\u00A0]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200B-\u200C\u200E-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '�')
}

function clipEnd(text: string, width: number): string {
  let taken = ''
  let used = 0
  for (const sign of signs(text).reverse()) {
    used += widthOf(sign)
    if (used > width) break
    taken = sign + taken
  }
  return taken
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Signs of one column each that never combine: no need to look for larger signs. */
const NARROW = /^[\x20-\x7E\xA0-\xA8\xAA-\xAC\xAF-\u02AF–…·ρ−]*$/

/** What a reader sees as one sign. */
function signs(text: string): string[] {
  return NARROW.test(text) ? [...text] : Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function widthOf(sign: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u.test(sign)) return 0
  if (/\p{Emoji_Presentation}|\uFE0F/u.test(sign)) return 2
  return isWide(sign.codePointAt(0) ?? 0) ? 2 : 1
}

const isWide = (point: number) => WIDE.some(([first, last]) => point >= first && point <= last)

/** East Asian Width W and F, in whole blocks: Unicode Standard Annex 11. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x20000, 0x3fffd],
]
