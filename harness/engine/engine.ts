import type { Sequence } from '../tokens/sequence.ts'
import type { DeviceName, Precision } from './session/device.ts'

/** Token ids in, log-probabilities or token ids out. An engine knows no text and no task. */
export interface Engine {
  /** Scores every sequence of one request. One request is one token trie: its packs depend on nothing else. */
  score: (request: ScoreRequest) => Promise<ScoreResult>
  /** Continues every prompt, greedily or by seeded draws. A maximum that would pass the model's positions is refused, not cut. */
  generate: (request: GenerateRequest) => Promise<GenerateResult>
  /** What the last digits of a model's results depend on; part of every stored fingerprint. */
  numerics: (model: Pick<ModelPaths, 'device' | 'precision'>) => Promise<Numerics>
  close: () => Promise<void>
}

/** Absolute folders in Hugging Face layout, and where the model runs: on the CPU in 32-bit floats unless it says otherwise. */
export interface ModelPaths {
  base: string
  /** PEFT adapter folder: merged into a small base, fed to the runs of a large one. */
  adapter?: string
  device?: DeviceName
  precision?: Precision
}

export interface ScoreRequest {
  model: ModelPaths
  sequences: readonly Sequence[]
}

export interface ScoreResult {
  /** One per sequence, in request order: natural-log probabilities of the scored tokens; `greedy` when each is the arg-max. */
  spans: { logprobs: number[]; greedy: boolean }[]
  cost: TokenCost
}

/** Counts tokens that are fed to the model: all but the last of a sequence, which is only asked for. `needed`: distinct nodes of their trie, prompts and generated text; `computed`: what went through the model; `naive`: what one row per sequence would take. */
export interface TokenCost {
  needed: number
  computed: number
  naive: number
  /** Most tokens in one pack, where memory was too short for the packs that numerics name: digits may differ from theirs in the last places. */
  lowered?: number
}

export interface GenerateRequest {
  model: ModelPaths
  prompts: readonly (readonly number[])[]
  maxTokens: number
  /** Ids that end a sequence; not part of the output. */
  stopTokens: readonly number[]
  /** A sequence ends once its text contains one of these; the engine sees text only through `pieces`. */
  stopStrings: readonly string[]
  /** Text bytes (latin1-encoded) of every token id, for `stopStrings`; may be empty when there are none. */
  pieces: readonly string[]
  /** Absent: every token is the most likely one. */
  sampling?: Sampling
}

/**
 * How tokens are drawn. A filter that is absent excludes nothing; the filters act in the order below, each on what the last one left, as in
 * transformers. A text depends on seed, prompt and the place of the sample alone: equal prompts of a request have equal samples.
 */
export interface Sampling {
  /** Divides the logits; positive. Without a temperature there is nothing to draw: leave `sampling` out. */
  temperature: number
  /** The k most likely tokens, and those as likely as the last of them. */
  topK?: number
  /** The fewest tokens that hold this share of the probability, 0 to 1. */
  topP?: number
  /** Tokens at least this share as likely as the likeliest, 0 to 1. */
  minP?: number
  /** Texts to each prompt. */
  samples: number
  /** A whole number that a float64 holds exactly, not negative. */
  seed: number
}

export interface GenerateResult {
  /** One per prompt, in request order; with sampling `samples` per prompt, side by side. `tokens` holds what was written, the tokens that completed a stop string included. */
  outputs: { tokens: number[]; finish: 'stop-token' | 'stop-string' | 'length' }[]
  cost: TokenCost
}

export interface Numerics {
  /** Changes whenever results may change in any digit. */
  version: string
  runtime: string
  device: DeviceName
  precision: Precision
  /** Most tokens in one pack. */
  packTokens: number
}
