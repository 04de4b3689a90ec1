import type { Item } from '../dataset/item.ts'
import { GAP, testContents } from './testContent.ts'

/** Words in a row that make a leak of their own, whatever stands around them: the length that GPT-3's report chose (arXiv 2005.14165). */
export const GRAM = 13

/** The test items of many tasks, ready to be looked for. Words are numbers from 1; 0 stands for every word that no item has. */
export interface LeakIndex {
  vocabulary: ReadonlyMap<string, number>
  contents: readonly IndexedContent[]
  /** For each task: the ids of its test items, how many of them have words to look for, and the places of the items that have each of its 13-grams. */
  tasks: readonly { items: readonly string[]; withWords: number; grams: readonly (readonly number[])[] }[]
  /** By word: bit n is set where a pattern of n words begins with it. */
  lengths: Uint16Array
  /** By length of the pattern, 1 to 13, and by the hash of its words. */
  patterns: readonly Map<number, Pattern[]>[]
  /** Most words that an item with its gaps stretches over. */
  extent: number
}

/** What items of one task say, as word numbers. */
export interface IndexedContent {
  task: number
  parts: readonly (readonly number[])[]
  answerGap: number
  items: readonly number[]
  /** The part that is looked for first: the longest field. */
  anchor: number
}

/** A run of words that points to a content, by the beginning of its anchor, or that is a 13-gram of a task. */
export type Pattern =
  | { kind: 'anchor'; words: readonly number[]; content: number }
  | { kind: 'gram'; words: readonly number[]; task: number; gram: number }

/**
 * Indexes the test items of tasks. A 13-gram runs over the fields and the answer of an item in their order. Words that stand in more than half of
 * the different items of a task are its template, such as `went to the`: a 13-gram of which most words are template is left out.
 */
export function leakIndex(tasks: readonly (readonly Item[])[]): LeakIndex {
  const vocabulary = new Map<string, number>()
  const numbered = (words: readonly string[]) =>
    words.map((word) => {
      const known = vocabulary.get(word) ?? vocabulary.size + 1
      vocabulary.set(word, known)
      return known
    })
  const contents = tasks.flatMap((items, task) =>
    testContents(items).map(({ parts, ...rest }): IndexedContent => {
      const numbers = parts.map(numbered)
      return { ...rest, task, parts: numbers, anchor: longest(numbers.slice(0, Math.max(1, parts.length - 1))) }
    }),
  )
  const grams = tasks.map((_, task) => ownGrams(contents.filter((content) => content.task === task)))
  const patterns: Pattern[] = [
    ...contents.map(({ parts, anchor }, content): Pattern => ({
      kind: 'anchor',
      words: (parts[anchor] ?? []).slice(0, GRAM),
      content,
    })),
    ...grams.flatMap((list, task) => list.map(({ words }, gram): Pattern => ({ kind: 'gram', words, task, gram }))),
  ]
  return {
    vocabulary,
    contents,
    tasks: tasks.map((items, task) => ({
      items: items.map(({ id }) => id),
      withWords: new Set(contents.flatMap((content) => (content.task === task ? content.items : []))).size,
      grams: grams[task]?.map((gram) => gram.items) ?? [],
    })),
    ...lookup(patterns, vocabulary.size),
    extent: contents.reduce((most, content) => Math.max(most, stretch(content)), GRAM),
  }
}

/** Hash of words `from` to `to` of a text, from the hashes of its beginnings. */
export function hashBetween(beginnings: Int32Array, from: number, to: number): number {
  return ((beginnings[to] ?? 0) - Math.imul(beginnings[from] ?? 0, POWERS[to - from] ?? 0)) | 0
}

/** Polynomial hashes, modulo 2^32, of the beginnings of a text, the empty one first. */
export function hashBeginnings(words: ArrayLike<number>): Int32Array {
  const hashes = new Int32Array(words.length + 1)
  for (let at = 0; at < words.length; at += 1) {
    hashes[at + 1] = (Math.imul(hashes[at] ?? 0, BASE) + (words[at] ?? 0)) | 0
  }
  return hashes
}

const BASE = 0x01000193
const POWERS = Array.from({ length: GRAM }).reduce<number[]>((all) => [...all, Math.imul(all.at(-1) ?? 1, BASE)], [1])

/** The 13-grams of a task's items, each once, of which most words are not the task's template, with the items that have it. */
function ownGrams(contents: readonly IndexedContent[]): { words: number[]; items: number[] }[] {
  const sharers = new Map<number, number>()
  for (const { parts } of contents) {
    for (const word of new Set(parts.flat())) sharers.set(word, (sharers.get(word) ?? 0) + 1)
  }
  const isOwn = (word: number) => contents.length === 1 || (sharers.get(word) ?? 0) <= contents.length / 2
  const grams = new Map<string, { words: number[]; items: number[] }>()
  for (const { parts, items } of contents) {
    const all = parts.flat()
    for (let start = 0; start + GRAM <= all.length; start += 1) {
      const words = all.slice(start, start + GRAM)
      if (words.filter(isOwn).length <= GRAM / 2) continue
      const gram = grams.get(words.join()) ?? { words, items: [] }
      gram.items.push(...items)
      grams.set(words.join(), gram)
    }
  }
  return [...grams.values()]
}

function lookup(list: readonly Pattern[], vocabulary: number): Pick<LeakIndex, 'lengths' | 'patterns'> {
  const lengths = new Uint16Array(vocabulary + 1)
  const patterns = Array.from({ length: GRAM + 1 }, () => new Map<number, Pattern[]>())
  for (const pattern of list) {
    const { length, 0: first = 0 } = pattern.words
    lengths[first] = (lengths[first] ?? 0) | (1 << length)
    const hash = hashBetween(hashBeginnings(pattern.words), 0, length)
    const same = patterns[length]?.get(hash)
    if (same === undefined) patterns[length]?.set(hash, [pattern])
    else same.push(pattern)
  }
  return { lengths, patterns }
}

function longest(parts: readonly (readonly number[])[]): number {
  return parts.reduce((best, part, at) => (part.length > (parts[best]?.length ?? 0) ? at : best), 0)
}

const stretch = ({ parts, answerGap }: IndexedContent) =>
  parts.flat().length + GAP * Math.max(0, parts.length - 2) + answerGap
