import type { Item } from '../dataset/item.ts'
import type { Rewording, Wording } from '../suite/study.ts'
import { optionsText } from './optionsText.ts'
import { type Segment, separated } from './segment.ts'

/** A question in other words than its task's: the same in both forms, and for exemplars. */
export function worded(item: Item, wording: Wording, options: Rewording['options']): Segment[] {
  const listed = optionsText(item, options)
  const values = item.fields.map(({ value }): Segment[] => [{ part: 'value', text: value }])
  switch (wording) {
    case 'labelled':
      return separated(
        [
          ...item.fields.map(({ label, value }) => named(label, [{ part: 'value', text: value }])),
          ...(listed === undefined ? [] : [named('Options', listed)]),
        ],
        '\n',
      )
    case 'plain':
      return separated([...values, ...(listed === undefined ? [] : [listed])], '\n')
    default: {
      const { question, choice } = LEVELS[wording]
      const asked = said(question, separated(values, ' '))
      return listed === undefined ? asked : separated([asked, said(choice, listed)], ' ')
    }
  }
}

const named = (label: string, value: readonly Segment[]): Segment[] => [
  { part: 'name', text: label },
  { part: 'mark', text: ': ' },
  ...value,
]

const said = (sentence: string, value: readonly Segment[]): Segment[] => [
  { part: 'instruction', text: `${sentence}: ` },
  ...value,
]

/** The sentences before the question and before the options, from plain to ornate; the words of level-1 to level-6 are counted by a test. */
export const LEVELS: Record<Exclude<Wording, 'labelled' | 'plain'>, { question: string; choice: string }> = {
  'level-1': { question: 'Please answer this question', choice: 'Choose between these offered options' },
  'level-2': {
    question: 'Consider carefully the question below and respond accordingly',
    choice: 'The choices are these',
  },
  'level-3': {
    question: 'We invite you to examine the question that appears below',
    choice: 'Choosing whichever alternative serves',
  },
  'level-4': {
    question: 'Pray bestow thy diligent attention upon the following enquiry',
    choice: 'And select amongst these candidates',
  },
  'level-5': {
    question: 'It would delight us exceedingly wert thou to unriddle the perplexing matter hereunder',
    choice: 'Weighing these alternatives',
  },
  'level-6': {
    question:
      'Most humbly we beseech thine illustrious wisdom to illuminate the labyrinthine conundrum hereinafter inscribed',
    choice: 'Electing from these',
  },
}
