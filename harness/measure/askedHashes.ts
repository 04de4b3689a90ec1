import { createHash } from 'node:crypto'
import type { Item } from '../dataset/item.ts'
import type { Wraps } from '../prompt/wrap.ts'
import type { Condition } from '../suite/study.ts'
import { type AskedCell, askBlock, askWriter } from './askBlock.ts'
import { askingOf } from './asking.ts'
import { readingRule } from './scoreAsked.ts'

/**
 * What decides the score of each item of a block, apart from the model: the first 16 hex digits of a SHA-256 over its prompt, its
 * options and its answers. Where a model writes its own exemplars, the prompt that it writes them from: the rest is its own doing.
 */
export function askedHashes(items: readonly Item[], block: number, asked: AskedCell & { wraps: Wraps }): string[] {
  const { writer, condition } = asked.cell
  const prompts: unknown[] =
    writer === undefined
      ? askBlock(items, block, asked, []).map(({ prompt: { text, opening, continuations } }) => [
          text,
          opening,
          continuations,
        ])
      : askWriter(items, writer.recipe, asked).map((request) => [
          request,
          condition.form,
          condition.cue,
          ...changesOf(condition),
        ])
  // Strictly, a task says by itself how it is asked and scored.
  const { defects = [] } = condition
  const rule = defects.length === 0 ? [] : [askingOf(asked), readingRule(items, asked)]
  return items.map(({ options, answer, references = [] }, index) =>
    createHash('sha256')
      .update(JSON.stringify([prompts[index], options, answer.text, answer.index ?? 'text', references, ...rule]))
      .digest('hex')
      .slice(0, 16),
  )
}

/** What a condition changes of the question that follows written exemplars; nothing where it is put as the task puts it. */
function changesOf({ wording, options, fields, suffix, wrap, exemplars }: Condition): unknown[] {
  const restatement = exemplars.from === 'recipe' ? exemplars.restatement : undefined
  return Object.entries({ wording, options, fields, suffix, wrap, restatement }).filter(
    ([, value]) => value !== undefined,
  )
}
