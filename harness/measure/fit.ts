import type { Prompt } from '../prompt/renderPrompt.ts'
import type { Sequence } from '../tokens/sequence.ts'
import type { Subject } from './subject.ts'

/** Tokens that the model can be given, and how many were cut off their front for that. */
export interface Fitted<T> {
  fitted: T
  cut: number
}

/** A sequence that the model has room for; `name` stands for its item in errors. */
export function fitSequence(sequence: Sequence, name: string, subject: Subject): Fitted<Sequence> {
  const { tokens, from } = sequence
  checkIds(tokens, name, subject)
  const cut = excess(tokens.length, name, `${tokens.length} tokens`, subject)
  if (cut >= from) throw new Error(noRoom(name, `its answer has ${tokens.length - from} tokens`, subject))
  return { fitted: { tokens: cut === 0 ? tokens : tokens.slice(cut), from: from - cut }, cut }
}

/** The ids of a prompt; to what a chat template wrote, the tokenizer adds nothing. */
export function encodePrompt({ text, opening }: Pick<Prompt, 'text' | 'opening'>, { tokenizer }: Subject): number[] {
  return opening === 'template' ? tokenizer.encodeAlone(text) : tokenizer.encode(text)
}

/** A prompt after which the model has room to write `maxTokens`. */
export function fitPrompt(
  tokens: readonly number[],
  maxTokens: number,
  name: string,
  subject: Subject,
): Fitted<readonly number[]> {
  checkIds(tokens, name, subject)
  const cut = excess(tokens.length + maxTokens, name, `${tokens.length} tokens and ${maxTokens} to write`, subject)
  if (cut >= tokens.length && cut > 0) throw new Error(noRoom(name, `${maxTokens} tokens may be written`, subject))
  return { fitted: tokens.slice(cut), cut }
}

function excess(length: number, name: string, found: string, { limits, rules }: Subject): number {
  const cut = Math.max(0, length - limits.positions)
  if (cut === 0 || rules.tooLong === 'truncate-left') return cut
  throw new Error(
    `${name}: the prompt is too long for the model: ${found}; ${limits.file} allows ${limits.positions}. Use fewer exemplars or shorter items, or write \`tooLong: truncate-left\` into study.yaml to cut the front off, as lm-evaluation-harness does.`,
  )
}

function noRoom(name: string, found: string, { limits }: Subject): string {
  return `${name}: no token of the prompt is left: ${found}, and ${limits.file} allows ${limits.positions} in all. Use shorter answers.`
}

/** More ids than the embedding has rows are harmless until a text uses one. */
function checkIds(tokens: readonly number[], name: string, { tokenizer, limits: { file, vocabulary } }: Subject): void {
  const wrong = tokens.find((id) => id >= vocabulary)
  if (wrong === undefined) return
  const token = JSON.stringify(tokenizer.tokenOf(wrong))
  throw new Error(
    `${name}: the text holds ${token}, which is id ${wrong} in ${tokenizer.file} (${tokenizer.size} ids); ${file} has ${vocabulary} (ids 0 to ${vocabulary - 1}). Take the tokenizer that belongs to the model, or the model whose embedding was enlarged for it.`,
  )
}
