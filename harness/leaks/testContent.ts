import type { Item } from '../dataset/item.ts'
import { wordsOf } from './wordsOf.ts'

/** What test items of a task say: nothing of the instruction, the labels, or the options that are not the answer. */
export interface TestContent {
  /** Words of each field, in the task's order, and then of the right answer; a part without words is left out. */
  parts: string[][]
  /** Most words between the last field and the answer in a text that asks the item; between fields `GAP` are allowed. */
  answerGap: number
  /** Places of the items that say this, in the task's test rows: they may differ in their options. */
  items: number[]
}

/** Most words between two parts of an item that count as one text: labels, a cue, chat markers. */
export const GAP = 16

/** The different contents of test items. Free text with several right answers says its question with each of them. */
export function testContents(items: readonly Item[]): TestContent[] {
  const contents = new Map<string, TestContent>()
  for (const [index, item] of items.entries()) {
    const fields = item.fields.map(({ value }) => wordsOf(value)).filter(({ length }) => length > 0)
    const options = item.options.reduce((sum, option) => sum + wordsOf(option).length, 0)
    for (const answer of new Set(item.references ?? [item.answer.text])) {
      const words = wordsOf(answer)
      const parts = words.length > 0 ? [...fields, words] : fields
      if (fields.length === 0) continue
      const key = JSON.stringify(parts)
      const same = contents.get(key)
      if (same === undefined) contents.set(key, { parts, answerGap: GAP + options, items: [index] })
      else {
        same.answerGap = Math.max(same.answerGap, GAP + options)
        if (!same.items.includes(index)) same.items.push(index)
      }
    }
  }
  return [...contents.values()]
}
