import type { Item } from '../dataset/item.ts'
import type { Condition } from '../suite/study.ts'
import { exemplarBlock, solutionBlock } from './componentForm.ts'
import { instruction } from './instructionForm.ts'
import { blockSeparator, cue, solutionHeader } from './markers.ts'
import type { Wrap, Wraps } from './wrap.ts'

/** What a model is asked about one item. */
export interface Prompt {
  text: string
  opening: Wrap['opening']
  /** What would follow the text if the model chose each option, in the item's order; empty for free text. */
  continuations: string[]
  /** Ids of the gold exemplars in the text, in the order shown. */
  exemplars: string[]
}

/** What stands before the question: drawn exemplars, the text of exemplars that a model wrote, or nothing. */
export type Shown =
  { from: 'none' } | { from: 'gold'; exemplars: readonly Item[] } | { from: 'recipe'; written: string }

/**
 * The prompt of an item under a condition. `shown` must be of the kind that the condition asks for.
 * Throws for a condition that asks nobody (`weights: none`).
 */
export function renderPrompt(item: Item, condition: Condition, wraps: Wraps, shown: Shown): Prompt {
  const { weights, exemplars } = condition
  if (weights === 'none') throw new Error(`condition ${condition.name} has no weights, so there is no prompt`)
  if (shown.from !== exemplars.from) {
    throw new Error(
      `condition ${condition.name} shows exemplars from ${exemplars.from}, and was given some from ${shown.from}`,
    )
  }
  const wrap = weights === 'base' ? bare : wrapOf(wraps, weights.recipe)
  // After a chat template's own beginning of the answer nothing but the answer follows.
  const beforeOption = condition.cue ? ' ' : wrap.opening === 'template' ? '' : '\n'
  return {
    text:
      wrap.around(instruction(item)) +
      (condition.form === 'component' ? componentText(item, condition, shown) : instructionText(item, condition)),
    opening: wrap.opening,
    continuations: item.options.map((option) => beforeOption + option),
    exemplars: shown.from === 'gold' ? shown.exemplars.map(({ id }) => id) : [],
  }
}

/** What a model of a recipe is given so that it writes exemplars for an item. */
export function renderRequest(item: Item, wraps: Wraps, name: string): Pick<Prompt, 'text' | 'opening'> {
  const { around, opening } = wrapOf(wraps, name)
  return { text: around(instruction(item)), opening }
}

/** The exemplars in what a model wrote: everything before it restates the question. */
export function writtenExemplars(text: string): string {
  return (text.split(solutionHeader, 1)[0] ?? '').replace(/\n+$/, '')
}

/** A base model gets the bare phrasing; a tuned one gets it wrapped, and the wrapping ends where the answer begins. */
function instructionText(item: Item, { weights, cue: hasCue }: Condition): string {
  const isBare = weights === 'base'
  return (isBare ? instruction(item) : '') + (hasCue ? `${isBare ? '\n' : ''}${cue}` : '')
}

function componentText(item: Item, { cue: hasCue }: Condition, shown: Shown): string {
  return [...before(shown), solutionBlock(item)].join(blockSeparator) + (hasCue ? `\n${cue}` : '')
}

function before(shown: Shown): string[] {
  if (shown.from === 'gold') return shown.exemplars.map((exemplar, index) => exemplarBlock(exemplar, index + 1))
  return shown.from === 'recipe' ? [shown.written] : []
}

const bare: Wrap = { opening: 'tokenizer', around: () => '' }

function wrapOf(wraps: Wraps, name: string): Wrap {
  const found = Object.hasOwn(wraps, name) ? wraps[name] : undefined
  if (found === undefined)
    throw new Error(`the study has no recipe ${name}, but ${Object.keys(wraps).join(', ') || 'none'}`)
  return found
}
