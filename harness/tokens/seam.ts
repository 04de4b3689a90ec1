import type { Sequence } from './sequence.ts'
import type { Tokenizer } from './tokenizer.ts'

/**
 * How a context and its answer become ids. In all of them, space at the context's end belongs to the answer, as in lm-evaluation-harness.
 * - `whole`: encoded together and cut where the context alone ends; an answer that shares a token with the context is an error.
 * - `lm-eval`: the same, and such an answer follows the context's own tokens with what its whole has after as many tokens: what
 *   lm-evaluation-harness computes.
 * - `apart`: each encoded alone.
 */
export type Seam = keyof typeof seamRules

/** What each seam obeys; part of every record. */
export const seamRules = {
  whole:
    'space moved to the answer; whole text encoded, cut where the context alone ends; a token across the seam is an error',
  'lm-eval': 'space moved to the answer; whole text encoded, its first tokens replaced by those of the context alone',
  apart: 'space moved to the answer; context and answer encoded alone',
}

/** A sequence whose scored tail is an answer. */
export interface Joined extends Sequence {
  /** Whether the answer shared a token with the context, so that its tail is not what the whole text has. */
  isShared: boolean
}

/**
 * One sequence per continuation, its tokens scored from the seam on. `name` stands for the item in errors: a continuation without a token of
 * its own, one with nothing before it, and under `whole` one that shares a token with the context.
 */
export function joinSeams(
  tokenizer: Tokenizer,
  { name, context: written, opening, continuations }: Asked,
  seam: Seam,
): Joined[] {
  const context = written.replace(pythonSpace, '')
  const space = written.slice(context.length)
  // Everything before the cut is encoded once for all continuations.
  const cut = tokenizer.lastCut(context)
  const begin = opening === 'template' ? tokenizer.encodeAlone : tokenizer.encode
  const head = cut === 0 ? [] : begin(context.slice(0, cut))
  const tail = context.slice(cut)
  const encode = (text: string): number[] => (cut === 0 ? begin(text) : tokenizer.encodeRest(text))
  const contextTail = encode(tail)
  const from = head.length + contextTail.length
  return continuations.map((continuation) => {
    const answer = space + continuation
    const whole = seam === 'apart' ? [...contextTail, ...tokenizer.encodeAlone(answer)] : encode(tail + answer)
    const isShared = contextTail.some((id, i) => id !== whole[i])
    if (isShared && seam === 'whole') throw new Error(sharedToken(name, context, answer))
    if (whole.length <= contextTail.length) throw new Error(noToken(name, answer))
    if (from === 0) throw new Error(nothingBefore(name, answer))
    return { tokens: [...head, ...contextTail, ...whole.slice(contextTail.length)], from, isShared }
  })
}

/** A context and what may follow it; `template` for a context to which the tokenizer adds nothing, because a chat template wrote its BOS. */
interface Asked {
  name: string
  context: string
  opening?: 'tokenizer' | 'template'
  continuations: readonly string[]
}

/** What `str.rstrip` takes off in Python. */
const pythonSpace = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/

function sharedToken(name: string, context: string, continuation: string): string {
  return `${name}: option ${JSON.stringify(continuation)} shares a token with the prompt's end ${JSON.stringify(context.slice(-20))}, so it has no probability of its own. End the prompt at a word, begin the option with a space, or write \`seam: lm-eval\` into study.yaml to score what lm-evaluation-harness scores.`
}

function noToken(name: string, continuation: string): string {
  return `${name}: option ${JSON.stringify(continuation)} has no token of its own after the prompt: expected text that the tokenizer keeps. Write the option out, or write \`seam: apart\` into study.yaml.`
}

function nothingBefore(name: string, continuation: string): string {
  return `${name}: nothing stands before option ${JSON.stringify(continuation)}, and the tokenizer puts no token before a text; expected a prompt.`
}
