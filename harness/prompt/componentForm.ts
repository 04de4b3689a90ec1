import type { Item } from '../dataset/item.ts'
import type { Drawn, Rewording } from '../suite/study.ts'
import { solution } from './markers.ts'
import { nonsense } from './nonsense.ts'
import { optionsText } from './optionsText.ts'
import { type Segment, separated } from './segment.ts'
import { worded } from './wording.ts'

/** A question as labelled lines; `mark` is `Solution` for the question that is asked, and the number of an exemplar. */
function component(item: Item, mark: string, { wording, options, fields }: Rewording): Segment[] {
  if (wording !== undefined) return worded(item, wording, options)
  const listed = optionsText(item, options)
  const values = [
    ...item.fields.map(({ value }): Segment[] => [{ part: 'value', text: value }]),
    ...(listed === undefined ? [] : [listed]),
  ]
  const labels = labelsOf(item, fields)
  const lines = values.map((value, index): Segment[] => [
    { part: 'name', text: labels[index] ?? '' },
    { part: 'mark', text: ` ${mark}: ` },
    ...value,
  ])
  return separated(lines, '\n')
}

/** What the lines of a question are called in the component form; the last is for the options, where the item has some. */
export function labelsOf(item: Pick<Item, 'fields' | 'options'>, fields: Rewording['fields']): string[] {
  const named = [...item.fields.map(({ label }) => label), ...(item.options.length > 0 ? ['Options'] : [])]
  switch (fields) {
    case undefined:
      return named
    case 'unified':
      return named.map((_, index) => `Input ${index + 1}`)
    case 'swapped':
      return [...named.slice(1), ...named.slice(0, 1)]
    case 'nonsense':
      return named.map((_, index) => nonsense(index))
  }
}

/** A solved example, or what a condition leaves of it; `number` counts from 1. */
export function exemplarBlock(
  exemplar: Item,
  number: number,
  rewording: Rewording = {},
  content?: Drawn['content'],
): Segment[] {
  const heading: Segment = { part: 'mark', text: `Example ${number}:\n` }
  const answer = (text: string): Segment[] => [
    { part: 'mark', text: `\nAnswer ${number}: ` },
    { part: 'answer', text },
  ]
  // Where the lines of a blank exemplar break is not known of the original.
  const block: Segment[] =
    content === 'blank'
      ? [heading, { part: 'value', text: '(blank)' }, ...answer('(blank)')]
      : [
          heading,
          ...component(exemplar, String(number), rewording),
          ...(content === 'questions' ? [] : answer(exemplar.answer.text)),
        ]
  return block.map((segment) => ({ ...segment, exemplar: number }))
}

/** The question that is asked, without its cue. */
export function solutionBlock(item: Item, rewording: Rewording = {}): Segment[] {
  return [{ part: 'mark', text: `${solution}:\n` }, ...component(item, solution, rewording)]
}
