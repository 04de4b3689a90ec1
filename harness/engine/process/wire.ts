import type { GenerateRequest, GenerateResult, ModelPaths, ScoreRequest, ScoreResult, TokenCost } from '../engine.ts'
import { MemoryShort } from '../session/memory.ts'
import { SequenceError } from '../requestCheck.ts'

/** A request and a result on the socket: what goes into the header of a frame, and what into its payload. */
export interface Message<Header> {
  header: Header
  payload: Uint8Array
}

/** `lengths` cuts the payload, all tokens in one row of int32, into sequences or prompts. */
export type RequestHeader =
  | { call: 'score'; model: ModelPaths; lengths: number[]; from: number[] }
  | ({ call: 'generate'; lengths: number[] } & Omit<GenerateRequest, 'prompts'>)

/** Log-probabilities travel as float32, which is what the engine computes. `short`: weights did not fit into the memory that was free. */
export type ResultHeader =
  | { call: 'score'; lengths: number[]; greedy: boolean[]; cost: TokenCost }
  | { call: 'generate'; lengths: number[]; finish: GenerateResult['outputs'][number]['finish'][]; cost: TokenCost }
  | { call: 'failed'; message: string; sequence?: number; short?: true }

/** The first frame of the process on each connection. */
export interface Greeting {
  /** How the process before this one ended. */
  previous?: string
}

/** What each end adds, so that several requests can be under way on one socket. */
export interface Numbered {
  id: number
}

export function scoreRequestMessage({ model, sequences }: ScoreRequest): Message<RequestHeader> {
  const lists = sequences.map(({ tokens }) => tokens)
  return {
    header: {
      call: 'score',
      model,
      lengths: lists.map(({ length }) => length),
      from: sequences.map(({ from }) => from),
    },
    payload: tokenBytes(lists),
  }
}

export function scoreRequest({ header, payload }: Message<Extract<RequestHeader, { call: 'score' }>>): ScoreRequest {
  const lists = cut(new Int32Array(aligned(payload)), header.lengths)
  return { model: header.model, sequences: lists.map((tokens, s) => ({ tokens, from: header.from[s] ?? 0 })) }
}

export function scoreResultMessage({ spans, cost }: ScoreResult): Message<ResultHeader> {
  return {
    header: {
      call: 'score',
      lengths: spans.map(({ logprobs }) => logprobs.length),
      greedy: spans.map(({ greedy }) => greedy),
      cost,
    },
    payload: rawBytes(Float32Array.from(spans.flatMap(({ logprobs }) => logprobs))),
  }
}

export function scoreResult({ header, payload }: Message<Extract<ResultHeader, { call: 'score' }>>): ScoreResult {
  const lists = cut(new Float32Array(aligned(payload)), header.lengths)
  return { spans: lists.map((logprobs, s) => ({ logprobs, greedy: header.greedy[s] ?? false })), cost: header.cost }
}

export function generateRequestMessage({ prompts, ...rest }: GenerateRequest): Message<RequestHeader> {
  // Without stop strings nobody looks at the pieces, and they are the largest part.
  const pieces = rest.stopStrings.length > 0 ? rest.pieces : []
  return {
    header: { call: 'generate', ...rest, pieces, lengths: prompts.map(({ length }) => length) },
    payload: tokenBytes(prompts),
  }
}

export function generateRequest({
  header,
  payload,
}: Message<Extract<RequestHeader, { call: 'generate' }>>): GenerateRequest {
  const { model, maxTokens, stopTokens, stopStrings, pieces, sampling, lengths } = header
  const prompts = cut(new Int32Array(aligned(payload)), lengths)
  return { model, prompts, maxTokens, stopTokens, stopStrings, pieces, ...(sampling !== undefined && { sampling }) }
}

export function generateResultMessage({ outputs, cost }: GenerateResult): Message<ResultHeader> {
  const lists = outputs.map(({ tokens }) => tokens)
  return {
    header: {
      call: 'generate',
      lengths: lists.map(({ length }) => length),
      finish: outputs.map(({ finish }) => finish),
      cost,
    },
    payload: tokenBytes(lists),
  }
}

export function generateResult({
  header,
  payload,
}: Message<Extract<ResultHeader, { call: 'generate' }>>): GenerateResult {
  const lists = cut(new Int32Array(aligned(payload)), header.lengths)
  return { outputs: lists.map((tokens, p) => ({ tokens, finish: header.finish[p] ?? 'length' })), cost: header.cost }
}

export function failure(error: unknown): ResultHeader {
  const message = error instanceof Error ? error.message : String(error)
  return {
    call: 'failed',
    message,
    ...(error instanceof SequenceError && { sequence: error.sequence }),
    ...(error instanceof MemoryShort && { short: true }),
  }
}

export function failureError({ message, sequence }: Extract<ResultHeader, { call: 'failed' }>): Error {
  return sequence === undefined ? new Error(message) : new SequenceError(sequence, message)
}

function rawBytes({ buffer }: Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(buffer)
}

/** Throws where an id would not survive the way through 32 bits; whether the model knows it is the engine's to say. */
function tokenBytes(lists: readonly ArrayLike<number>[]): Uint8Array {
  const row = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  // A plain loop: prompts repeat their examples for each option, so these are many times the tokens that are computed.
  for (const [s, tokens] of lists.entries()) {
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] ?? NaN
      if ((token | 0) !== token)
        throw new SequenceError(s, `sequence ${s} of the request: token ${i} is ${tokens[i]}; expected an id`)
      row[end++] = token
    }
  }
  return rawBytes(row)
}

/** A copy that begins at a whole multiple of four bytes, as typed arrays need. */
function aligned(payload: Uint8Array): ArrayBuffer {
  return Uint8Array.from(payload).buffer
}

function cut(row: Int32Array | Float32Array, lengths: readonly number[]): number[][] {
  let start = 0
  return lengths.map((length) => Array.from(row.subarray(start, (start += length))))
}
