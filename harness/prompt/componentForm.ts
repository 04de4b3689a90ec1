import type { Item } from '../dataset/item.ts'
import type { Drawn, Rewording } from '../suite/study.ts'
import { solution } from './markers.ts'
import { optionsText } from './optionsText.ts'
import { worded } from './wording.ts'

/** A question as labelled lines; `mark` is `Solution` for the question that is asked, and the number of an exemplar. */
function component(item: Item, mark: string, { wording, options, fields }: Rewording): string {
  if (wording !== undefined) return worded(item, wording, options)
  const listed = optionsText(item, options)
  const values = [...item.fields.map(({ value }) => value), ...(listed === undefined ? [] : [listed])]
  return values.map((value, index) => `${labelsOf(item, fields)[index] ?? ''} ${mark}: ${value}`).join('\n')
}

/** What the lines of a question are called in the component form; the last is for the options, where the item has some. */
export function labelsOf(item: Pick<Item, 'fields' | 'options'>, fields: Rewording['fields']): string[] {
  const named = [...item.fields.map(({ label }) => label), ...(item.options.length > 0 ? ['Options'] : [])]
  return fields === 'unified' ? named.map((_, index) => `Input ${index + 1}`) : named
}

/** A solved example, or what a condition leaves of it; `number` counts from 1. */
export function exemplarBlock(
  exemplar: Item,
  number: number,
  rewording: Rewording = {},
  content?: Drawn['content'],
): string {
  const heading = `Example ${number}:\n`
  // Where the lines of a blank exemplar break is not known of the original.
  if (content === 'blank') return `${heading}(blank)\nAnswer ${number}: (blank)`
  const question = heading + component(exemplar, String(number), rewording)
  return content === 'questions' ? question : `${question}\nAnswer ${number}: ${exemplar.answer.text}`
}

/** The question that is asked, without its cue. */
export function solutionBlock(item: Item, rewording: Rewording = {}): string {
  return `${solution}:\n${component(item, solution, rewording)}`
}
