import type { Engine, GenerateResult } from '../engine/engine.ts'
import type { AskedItem } from './askBlock.ts'
import type { Writing } from './asking.ts'
import { extractAnswer } from './extractAnswer.ts'
import { encodePrompt, fitPrompt } from './fit.ts'
import type { Answered, Block } from './measurement.ts'
import { namingItems } from './namingItems.ts'
import type { Subject } from './subject.ts'

/** Lets a model write its answer to every item, greedily, as a rule to the end of a line: one engine request, one measurement an item. */
export async function answerFreely(
  asked: readonly AskedItem[],
  writing: Writing,
  subject: Subject,
  engine: Engine,
): Promise<Block> {
  const { model, tokenizer } = subject
  const encoded = asked.map(({ item, prompt }) => ({ name: `item ${item.id}`, tokens: encodePrompt(prompt, subject) }))
  const longest = Math.max(...encoded.map(({ tokens }) => tokens.length))
  const maxTokens =
    writing.short === 'fewer tokens'
      ? Math.max(1, Math.min(writing.maxTokens, subject.limits.positions - longest))
      : writing.maxTokens
  const prompts = encoded.map(({ name, tokens }) => fitPrompt(tokens, maxTokens, name, subject))
  const request = {
    model,
    prompts: prompts.map(({ fitted }) => fitted),
    maxTokens,
    stopTokens: tokenizer.eosIds,
    stopStrings: [...writing.stops],
    pieces: tokenizer.pieces,
  }
  const owners = asked.map(({ item }) => item.id)
  const { outputs, cost } = await namingItems(owners, () => engine.generate(request))
  return {
    measurements: outputs.map((output, index) => answered(asked[index], output, subject, prompts[index]?.cut ?? 0)),
    cost,
  }
}

function answered(
  asked: AskedItem | undefined,
  output: GenerateResult['outputs'][number],
  { tokenizer }: Subject,
  cut: number,
): Answered {
  if (asked === undefined) throw new Error('the engine answered more prompts than it was given')
  const generated = tokenizer.decode(output.tokens)
  const extracted = extractAnswer(generated)
  return {
    state: extracted.state,
    item: asked.item.id,
    generated,
    answer: extracted.state === 'answered' ? extracted.answer : '',
    gold: asked.item.answer.text.trim(),
    finish: output.finish,
    ...(cut > 0 ? { truncated: cut } : {}),
    prompt: asked.record,
  }
}
