import type { TokenCost } from '../engine/engine.ts'

/** What came back for one item under one condition. Plain JSON; the record that everything downstream reads. */
export type Measurement = Scored | Answered

/** Options compared by likelihood. */
export interface Scored {
  state: 'scored'
  item: string
  /** One per option, in the item's order; log-probability is natural log, summed over the option's tokens. */
  options: { logprob: number; tokens: number; characters: number; bytes: number }[]
  /** Index of the right option. */
  gold: number
  /** Arg-max of log-probability per token, and of the plain sum. */
  chosen: { mean: number; sum: number }
  /** Options that shared a token with the prompt and were scored all the same (`seam: lm-eval`); absent when none did. */
  shared?: number
  /** Most tokens that were cut off the front of the prompt for one of the options; absent when none were. */
  truncated?: number
  prompt: PromptRecord
}

/** Free text written greedily, and the answer taken from it. */
export interface Answered {
  state: 'answered' | 'unanswered'
  item: string
  generated: string
  /** The extracted answer; empty when unanswered. */
  answer: string
  gold: string
  finish: 'stop-token' | 'stop-string' | 'length'
  /** Tokens that were cut off the front of the prompt; absent when none were. */
  truncated?: number
  prompt: PromptRecord
}

/** How the item was asked. `written`: the exemplars a model wrote for itself, and how that writing ended. */
export interface PromptRecord {
  /** First 16 hex digits of the SHA-256 of the whole prompt text. */
  sha: string
  exemplars: string[]
  written?: { text: string; finish: 'stop-token' | 'stop-string' | 'length'; truncated?: number }
}

/** One block of a cell as it is stored: the items that were computed together. */
export interface Block {
  measurements: Measurement[]
  cost: TokenCost
}
