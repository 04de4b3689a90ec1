import type { Sequence } from './sequence.ts'
import type { Tokenizer } from './tokenizer.ts'

/** What the seam between a context and its answer obeys; part of every record. */
export const seamRule = 'whole text encoded, cut where the context alone ends; a token across the seam is an error'

/**
 * One sequence per continuation, its tokens scored from the seam on. Context and continuation are encoded together, as the model saw them in
 * training, and cut where the context's own encoding ends. `name` stands for the item in errors.
 */
export function joinSeams(
  tokenizer: Tokenizer,
  { name, context, continuations }: { name: string; context: string; continuations: readonly string[] },
): Sequence[] {
  // Everything before the cut is encoded once for all continuations.
  const cut = tokenizer.lastCut(context)
  const head = cut === 0 ? undefined : tokenizer.encode(context.slice(0, cut))
  const tail = context.slice(cut)
  const encode = (text: string): number[] => (head === undefined ? tokenizer.encode(text) : tokenizer.encodeRest(text))
  const contextTail = encode(tail)
  const from = (head?.length ?? 0) + contextTail.length
  return continuations.map((continuation) => {
    const whole = encode(tail + continuation)
    const split = contextTail.findIndex((id, i) => id !== whole[i])
    if (split >= 0) throw new Error(sharedToken(name, context, continuation))
    if (whole.length <= contextTail.length) throw new Error(noToken(name, continuation))
    if (from === 0) throw new Error(nothingBefore(name, continuation))
    return { tokens: head === undefined ? whole : [...head, ...whole], from }
  })
}

function sharedToken(name: string, context: string, continuation: string): string {
  return `${name}: option ${JSON.stringify(continuation)} shares a token with the prompt's end ${JSON.stringify(context.slice(-20))}, so it has no probability of its own. End the prompt at a word, or begin the option with a space.`
}

function noToken(name: string, continuation: string): string {
  return `${name}: option ${JSON.stringify(continuation)} has no token of its own after the prompt: expected text that the tokenizer keeps.`
}

function nothingBefore(name: string, continuation: string): string {
  return `${name}: nothing stands before option ${JSON.stringify(continuation)}, and the tokenizer puts no token before a text; expected a prompt.`
}
