/** Which random numbers one draw uses: those of no other draw, so that a text depends on nothing it is written beside. */
export interface DrawKey {
  /** 32-bit words, signed. */
  start: number
  /** Odd. */
  stride: number
}

/** What the words of all draws for one prompt are made of: a hash of its tokens, so that neither order nor company changes what follows it. */
export interface PromptKey {
  first: number
  second: number
}

/** The key of a prompt under a seed; equal prompts have equal keys. */
export function promptKey(seed: number, prompt: readonly number[]): PromptKey {
  // A seed of 53 bits is two words.
  return [seed | 0, Math.floor(seed / 2 ** 32) | 0, prompt.length, ...prompt].reduce(absorb, { first: 0, second: 1 })
}

/** The key of token `step` of a prompt's sample `sample`. */
export function drawKey(prompt: PromptKey, sample: number, step: number): DrawKey {
  const { first, second } = absorb(absorb(prompt, sample), step)
  return { start: mixed(first), stride: mixed(second) | 1 }
}

/**
 * Gumbel noise for token `id`: the largest of logit plus noise is a draw from the softmax of the logits. Two computations of the same logits
 * disagree on a token about as seldom as their logits differ, whatever the size of the vocabulary; a walk through the summed probabilities would
 * move its borders for all tokens that come later. The numbers are those of SplitMix (Steele, Lea and Flood 2014) in 32 bits: a counter with a
 * start and a stride of its own for each draw, then a mixing function.
 */
export function gumbel({ start, stride }: DrawKey, id: number): number {
  const uniform = ((mixed((Math.imul(id, stride) + start) | 0) >>> 0) + 0.5) / 2 ** 32
  return -Math.log(-Math.log1p(-uniform))
}

/** Multipliers of the mixing function below (Wellons, hash-prospector). */
export const mixing = { first: 0x7feb352d, second: 0x846ca68b | 0 } as const

/** Two xor-shifts, two multiplications: a bijection of 32-bit words. What a last shift would mix is the low bits, which no draw tells apart. */
function mixed(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), mixing.first)
  return Math.imul(once ^ (once >>> 15), mixing.second)
}

function absorb({ first, second }: PromptKey, value: number): PromptKey {
  const low = mixed((first ^ value) + 0x9e3779b9)
  const high = mixed((second + Math.imul(value, 0x85ebca6b)) ^ (low >>> 16))
  return { first: low ^ (high >>> 15), second: high }
}
