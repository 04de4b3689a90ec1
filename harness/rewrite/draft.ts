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
  dataset: Dataset
  /** Rows of other tasks, which may stand in place of exemplars. */
  others: readonly Item[]
  /** Changes of the text, in the order in which they are made once all other parts are known. */
  edits: readonly Edit[]
  /** Options that go by another word wherever the prompt says them, exemplars included: the own text, and that word. */
  called: ReadonlyMap<string, string>
  /** Where the space stands that an answer begins with: as ids it is the same, unless prompt and answer are encoded apart. */
  spaceIn: 'answer' | 'prompt'
}

/** Changes what a prompt consists of; the item is that which is asked. */
export type Edit = (segments: readonly Segment[], item: Item) => readonly Segment[]

/** The draft of a prompt that nobody has rewritten: rendered, it is what `renderPrompt` makes of the same values. */
export function draftOf(
  item: Item,
  condition: Condition,
  wraps: Wraps,
  shown: Shown,
  { dataset = { items: [], exemplars: [] }, others = [] }: Partial<Pick<Draft, 'dataset' | 'others'>> = {},
): Draft {
  const rest = { phrasing: phrasingOf(item), dataset, others, edits: [], called: new Map(), spaceIn: 'answer' } as const
  return { item, condition, wraps, shown, ...rest }
}

/** A prompt, and what it consists of: the texts of the segments, joined, are its text. */
export interface RenderedDraft extends Prompt {
  segments: readonly Segment[]
}

/** The prompt of a draft. Throws where `renderPrompt` does. */
export function renderDraft(draft: Draft): RenderedDraft {
  const known = recent.get(draft)
  if (known !== undefined) return known
  const rendered = rendering(draft)
  const [oldest] = recent.keys()
  if (oldest !== undefined && recent.size >= MOST_RECENT) recent.delete(oldest)
  recent.set(draft, rendered)
  return rendered
}

/** What checks, compares and describes a rewrite asks for the same few prompts again and again. */
const recent = new Map<Draft, RenderedDraft>()
const MOST_RECENT = 8

function rendering(draft: Draft): RenderedDraft {
  const { item, condition, wraps, shown, phrasing, edits, spaceIn } = draft
  const edit = (segments: readonly Segment[]) =>
    edits.reduce((before, each) => each(before, item), wordsCalled(segments, draft))
  const plain = renderSegments(phrased(item, phrasing), condition, wraps, shown, edit)
  const rendered = { ...plain, continuations: answersCalled(plain.continuations, draft) }
  const { segments, continuations } = spaceIn === 'prompt' ? withSpace(rendered) : rendered
  return { text: joined(segments), ...rendered, segments, continuations }
}

/** The rows of a draft in the language that it is asked in. */
export function rowsOf({ dataset, condition: { language } }: Draft): Dataset {
  return Object.entries(dataset.translations ?? {}).find(([name]) => name === language)?.[1] ?? dataset
}

function wordsCalled(segments: readonly Segment[], { called }: Draft): readonly Segment[] {
  if (called.size === 0) return segments
  return segments.map((segment) =>
    segment.part === 'option' || segment.part === 'answer'
      ? { ...segment, text: called.get(segment.text) ?? segment.text }
      : segment,
  )
}

/** Each begins as before: with what stands between a prompt and its answer. */
function answersCalled(continuations: readonly string[], { item: { options }, called }: Draft): string[] {
  return continuations.map((answer, index) => {
    const option = options[index] ?? ''
    return answer.slice(0, answer.length - option.length) + (called.get(option) ?? option)
  })
}

/** With the space that all answers begin with at the end of the prompt, where they do. */
function withSpace({ segments, continuations }: Pick<RenderedDraft, 'segments' | 'continuations'>) {
  const space = continuations[0]?.slice(0, 1) ?? ''
  if (space.trim() !== '' || continuations.some((answer) => !answer.startsWith(space)))
    return { segments, continuations }
  return {
    segments: [...segments, { part: 'cue' as const, text: space }],
    continuations: continuations.map((answer) => answer.slice(space.length)),
  }
}

/** An item with one phrasing, which is then its own. */
function phrased(item: Item, phrasing: number): Item {
  const text = item.instructions[phrasing]
  if (text === undefined) return item
  return { ...item, instructions: [text], ...(item.filled && { filled: item.filled.slice(phrasing, phrasing + 1) }) }
}
