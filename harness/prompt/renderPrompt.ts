import type { Item } from '../dataset/item.ts'
import type { Condition, Drawn, Rewording } from '../suite/study.ts'
import { exemplarBlock, solutionBlock } from './componentForm.ts'
import { instruction } from './instructionForm.ts'
import { blockSeparator, cue, solutionHeader } from './markers.ts'
import { joined, type Segment } from './segment.ts'
import { held, type Wrap, wrapped, type Wraps } from './wrap.ts'

/** What a model is asked about one item. */
export interface Prompt {
  text: string
  opening: Wrap['opening']
  /** What would follow the text if the model chose each option, in the item's order; empty for free text. */
  continuations: string[]
  /** Ids of the gold exemplars in the text, in the order shown; a blank one is nobody's. */
  exemplars: string[]
}

/** What stands before the question: drawn exemplars, the text of exemplars that a model wrote, or nothing. */
export type Shown =
  { from: 'none' } | { from: Drawn['from']; exemplars: readonly Item[] } | { from: 'recipe'; written: string }

/**
 * The prompt of an item under a condition. `shown` must be of the kind that the condition asks for.
 * Throws for a condition that asks nobody (`weights: none`).
 */
export function renderPrompt(item: Item, condition: Condition, wraps: Wraps, shown: Shown): Prompt {
  const { segments, ...rest } = renderSegments(item, condition, wraps, shown)
  return { text: joined(segments), ...rest }
}

/** The same prompt as what it consists of; `edit` changes the segments before a recipe's wrap is put around them. */
export function renderSegments(
  item: Item,
  condition: Condition,
  wraps: Wraps,
  shown: Shown,
  edit: (segments: readonly Segment[]) => readonly Segment[] = (segments) => segments,
): Omit<Prompt, 'text'> & { segments: readonly Segment[] } {
  const { weights, exemplars } = condition
  if (weights === 'none') throw new Error(`condition ${condition.name} has no weights, so there is no prompt`)
  if (shown.from !== exemplars.from) {
    throw new Error(
      `condition ${condition.name} shows exemplars from ${exemplars.from}, and was given some from ${shown.from}`,
    )
  }
  const wrap = weights === 'base' || condition.wrap === 'none' ? undefined : wrapOf(wraps, weights.recipe)
  const opening = wrap?.opening ?? 'tokenizer'
  // After a chat template's own beginning of the answer nothing but the answer follows.
  const beforeOption = condition.cue ? ' ' : opening === 'template' ? '' : '\n'
  const written = edit(segmentsOf(item, condition, wrap !== undefined, shown))
  return {
    segments: wrap === undefined ? written : wrapped(written, wrap),
    opening,
    continuations: item.options.map((option) => beforeOption + option),
    exemplars: 'exemplars' in shown && contentOf(condition) !== 'blank' ? shown.exemplars.map(({ id }) => id) : [],
  }
}

/** What a model of a recipe is given so that it writes exemplars for an item. */
export function renderRequest(
  item: Item,
  wraps: Wraps,
  name: string,
  rewording: Rewording = {},
): Pick<Prompt, 'text' | 'opening'> {
  const { around, opening } = wrapOf(wraps, name)
  return { text: around(joined(suffixed(instruction(item, rewording), rewording))), opening }
}

/** The exemplars in what a model wrote: everything before it restates the question. */
export function writtenExemplars(text: string): string {
  return (text.split(solutionHeader, 1)[0] ?? '').replace(/\n+$/, '')
}

/**
 * What is written, with the two ends of a wrap where one will be. A wrap ends where the answer begins; before the cue any other text is
 * closed by a line break.
 */
function segmentsOf(item: Item, condition: Condition, isWrapped: boolean, shown: Shown): Segment[] {
  const { form, exemplars } = condition
  const close = (text: Segment[]) => (condition.cue ? [...text, { part: 'mark' as const, text: '\n' }, cued] : text)
  const asked = () => (isWrapped ? held(suffixed(instruction(item, condition), condition)) : [])
  if (shown.from === 'recipe' && exemplars.from === 'recipe' && exemplars.restatement === 'own')
    return [...asked(), ...(shown.written.endsWith(cue) ? closed(shown.written) : close([written(shown.written)]))]
  const question = form === 'instruction' ? instruction(item, condition) : componentText(item, condition, shown)
  if (!isWrapped) return close(suffixed(question, condition))
  if (form === 'component' && condition.wrap === undefined) return [...asked(), ...close(question)]
  return [...held(suffixed(question, condition)), ...(condition.cue ? [cued] : [])]
}

const cued: Segment = { part: 'cue', text: cue }
const written = (text: string): Segment => ({ part: 'written', text })
const closed = (text: string): Segment[] => [written(text.slice(0, -cue.length)), cued]

function suffixed(text: Segment[], { suffix }: Rewording): Segment[] {
  return suffix === undefined ? text : [...text, { part: 'mark', text: '\n' }, { part: 'suffix', text: suffix }]
}

function componentText(item: Item, condition: Condition, shown: Shown): Segment[] {
  return [...before(condition, shown), ...solutionBlock(item, condition)]
}

const gap: Segment = { part: 'mark', text: blockSeparator }

/** What stands before the question. The same exemplars are shown to a whole block of items, one after the other. */
function before(condition: Condition, shown: Shown): readonly Segment[] {
  const known = rendered.get(shown)
  if (known?.condition === condition) return known.segments
  const segments = shownBlocks(condition, shown).flatMap(([number, block]) => [...block, { ...gap, ...number }])
  rendered.set(shown, { condition, segments })
  return segments
}

const rendered = new WeakMap<Shown, { condition: Condition; segments: readonly Segment[] }>()

/** The blocks before the question, with the exemplar that each is, where it is one. */
function shownBlocks(condition: Condition, shown: Shown): [Pick<Segment, 'exemplar'>, Segment[]][] {
  if (!('exemplars' in shown)) return shown.from === 'recipe' ? [[{}, [written(shown.written)]]] : []
  return shown.exemplars.map((exemplar, index) => [
    { exemplar: index + 1 },
    exemplarBlock(exemplar, index + 1, condition, contentOf(condition)),
  ])
}

function contentOf({ exemplars }: Condition) {
  return 'content' in exemplars ? exemplars.content : undefined
}

function wrapOf(wraps: Wraps, name: string): Wrap {
  const found = Object.hasOwn(wraps, name) ? wraps[name] : undefined
  if (found === undefined)
    throw new Error(`the study has no recipe ${name}, but ${Object.keys(wraps).join(', ') || 'none'}`)
  return found
}
