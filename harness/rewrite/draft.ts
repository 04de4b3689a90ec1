import type { Dataset, Item } from '../dataset/item.ts'
import { phrasingOf } from '../prompt/instructionForm.ts'
import { type Prompt, renderSegments, type Shown } from '../prompt/renderPrompt.ts'
import { joined, type Segment } from '../prompt/segment.ts'
import type { Wraps } from '../prompt/wrap.ts'
import type { Condition } from '../suite/study.ts'

/** A prompt in its parts, before it is text: what rewrites change. A draft is a value: a rewrite makes a new one. */
export interface Draft {
  item: Item
  /** How the item is asked; its rewording is that of the question and of its exemplars. */
  condition: Condition
  wraps: Wraps
  shown: Shown
  /** Which of the item's phrasings the instruction form is, from 0. */
  phrasing: number
  /** Where other exemplars, and the same rows in other languages, are taken from. */
  dataset: Pick<Dataset, 'exemplars' | 'translations'>
  /** Rows of other tasks, which may stand in place of exemplars. */
  others: readonly Item[]
  /** Changes of the text, in the order in which they are made once all other parts are known. */
  edits: readonly Edit[]
}

export type Edit = (segments: readonly Segment[]) => readonly Segment[]

/** The draft of a prompt that nobody has rewritten: rendered, it is what `renderPrompt` makes of the same values. */
export function draftOf(
  item: Item,
  condition: Condition,
  wraps: Wraps,
  shown: Shown,
  { dataset = { exemplars: [] }, others = [] }: Partial<Pick<Draft, 'dataset' | 'others'>> = {},
): Draft {
  return { item, condition, wraps, shown, phrasing: phrasingOf(item), dataset, others, edits: [] }
}

/** A prompt, and what it consists of: the texts of the segments, joined, are its text. */
export interface RenderedDraft extends Prompt {
  segments: readonly Segment[]
}

/** The prompt of a draft. Throws where `renderPrompt` does. */
export function renderDraft({ item, condition, wraps, shown, phrasing, edits }: Draft): RenderedDraft {
  const edit: Edit = (segments) => edits.reduce((before, each) => each(before), segments)
  const rendered = renderSegments(phrased(item, phrasing), condition, wraps, shown, edit)
  return { text: joined(rendered.segments), ...rendered }
}

/** An item with one phrasing, which is then its own. */
function phrased(item: Item, phrasing: number): Item {
  const text = item.instructions[phrasing]
  if (text === undefined) return item
  return { ...item, instructions: [text], ...(item.filled && { filled: item.filled.slice(phrasing, phrasing + 1) }) }
}
