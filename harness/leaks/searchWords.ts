import { GRAM, hashBeginnings, hashBetween, type IndexedContent, type LeakIndex, type Pattern } from './leakIndex.ts'
import { GAP } from './testContent.ts'

/** Told of what is found, and asked first whether it is still of interest: most leaks are found again and again. */
export interface Finder {
  wants: (pattern: Pattern) => boolean
  /** `at` is the place of its first word in the text that was searched. */
  found: (pattern: Pattern, at: number) => void
}

/**
 * Looks for test items in a text. An item is found where all its parts stand in their order, each whole, with at most `GAP` words between one
 * field and the next, and before the answer as many more as the item's options have; a 13-gram where its words stand in a row. Time
 * is linear in the words of the text.
 */
export function searchWords(words: readonly string[], index: LeakIndex, finder: Finder): void {
  const text = Int32Array.from(words, (word) => index.vocabulary.get(word) ?? 0)
  const hashes = hashBeginnings(text)
  for (let at = 0; at < text.length; at += 1) {
    const lengths = index.lengths[text[at] ?? 0] ?? 0
    if (lengths === 0) continue
    for (let length = 1; length <= GRAM && at + length <= text.length; length += 1) {
      if ((lengths & (1 << length)) === 0) continue
      for (const pattern of index.patterns[length]?.get(hashBetween(hashes, at, at + length)) ?? []) {
        if (!finder.wants(pattern) || !standsAt(text, pattern.words, at)) continue
        const start = pattern.kind === 'gram' ? at : itemStart(text, index.contents[pattern.content], at)
        if (start !== undefined) finder.found(pattern, start)
      }
    }
  }
}

/** Where an item begins whose anchor may stand at `at`; nothing where one of its parts is missing. */
function itemStart(text: Int32Array, content: IndexedContent | undefined, at: number): number | undefined {
  if (content === undefined) return undefined
  const { parts, anchor, answerGap } = content
  const middle = parts[anchor] ?? []
  if (!standsAt(text, middle, at)) return undefined
  const after = parts.slice(anchor + 1)
  let ends = [at + middle.length]
  for (const [index, part] of after.entries()) {
    const gap = index === after.length - 1 ? answerGap : GAP
    ends = near(ends, gap, 1).flatMap((start) => (standsAt(text, part, start) ? [start + part.length] : []))
  }
  let starts = ends.length === 0 ? [] : [at]
  for (const part of parts.slice(0, anchor).reverse()) {
    const begins = starts.map((start) => start - part.length)
    starts = near(begins, GAP, -1).filter((start) => standsAt(text, part, start))
  }
  return starts.length === 0 ? undefined : Math.min(...starts)
}

/** All places at most `gap` words from one of `places`, each once: the nearest may lead nowhere. */
function near(places: readonly number[], gap: number, step: 1 | -1): number[] {
  return [...new Set(places.flatMap((place) => Array.from({ length: gap + 1 }, (_, far) => place + step * far)))]
}

function standsAt(text: Int32Array, words: readonly number[], at: number): boolean {
  if (at < 0 || at + words.length > text.length) return false
  for (let offset = 0; offset < words.length; offset += 1) {
    if (text[at + offset] !== words[offset]) return false
  }
  return true
}
