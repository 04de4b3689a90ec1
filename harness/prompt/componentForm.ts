import type { Item } from '../dataset/item.ts'
import { optionsLine } from '../dataset/rowOptions.ts'
import { solution } from './markers.ts'

/** A question as labelled lines; `suffix` is `Solution` for the question that is asked, and the number of an exemplar. */
function component(item: Item, suffix: string): string {
  const lines = item.fields.map(({ label, value }) => `${label} ${suffix}: ${value}`)
  if (item.options.length > 0) lines.push(`Options ${suffix}: ${optionsLine(item.options)}`)
  return lines.join('\n')
}

/** A solved example; `number` counts from 1. */
export function exemplarBlock(exemplar: Item, number: number): string {
  return `Example ${number}:\n${component(exemplar, String(number))}\nAnswer ${number}: ${exemplar.answer.text}`
}

/** The question that is asked, without its cue. */
export function solutionBlock(item: Item): string {
  return `${solution}:\n${component(item, solution)}`
}
