import type { GenerateRequest, ModelPaths, ScoreRequest } from './engine.ts'
import type { ModelConfig } from './modelConfig.ts'

/** A fault that belongs to one sequence or prompt of a request, so that the caller can name its item. */
export class SequenceError extends Error {
  /** Index in the request. */
  readonly sequence: number

  constructor(sequence: number, message: string) {
    super(message)
    this.name = 'SequenceError'
    this.sequence = sequence
  }
}

/** Logits that are no numbers have no probability, and no score is made of them. */
export function notFinite(sequence: number, kind: 'sequence' | 'prompt', { base, adapter }: ModelPaths): SequenceError {
  return new SequenceError(
    sequence,
    `${kind} ${sequence} for ${adapter ?? base}: the model's logits are not finite, so it has no score. Check the weights.`,
  )
}

/** Refuses a scoring request that the model cannot answer, by the index of the sequence. */
export function checkScoreRequest({ model, sequences }: ScoreRequest, config: ModelConfig): void {
  sequences.forEach(({ tokens, from }, s) => {
    const name = `sequence ${s} for ${model.base}`
    if (!Number.isSafeInteger(from) || from < 1 || from >= tokens.length) {
      throw new SequenceError(
        s,
        `${name}: from must lie between 1 and ${tokens.length - 1} for ${tokens.length} tokens, found ${from}`,
      )
    }
    checkTokens(s, name, tokens, config)
    checkLength(s, name, tokens.length, `${tokens.length} tokens`, config)
  })
}

/** Refuses a generation request that the model cannot answer, by the index of the prompt. */
export function checkGenerateRequest(request: GenerateRequest, config: ModelConfig): void {
  const { model, prompts, maxTokens, stopStrings, pieces } = request
  if (!Number.isSafeInteger(maxTokens) || maxTokens < 1)
    throw new Error(`maxTokens must be a whole number of at least 1, found ${maxTokens}`)
  if (stopStrings.includes(''))
    throw new Error('a stop string must not be empty: it would end every text before it began')
  if (stopStrings.length > 0 && pieces.length === 0) {
    throw new Error('stop strings need pieces: expected the text of every token id, found none')
  }
  prompts.forEach((tokens, p) => {
    const name = `prompt ${p} for ${model.base}`
    if (tokens.length === 0)
      throw new SequenceError(p, `${name} is empty: expected at least one token, such as the tokenizer's BOS`)
    checkTokens(p, name, tokens, config)
    checkLength(p, name, tokens.length + maxTokens, `${tokens.length} tokens and ${maxTokens} to write`, config)
  })
}

function checkTokens(s: number, name: string, tokens: readonly number[], { vocabulary }: ModelConfig): void {
  const wrong = tokens.findIndex((token) => !Number.isSafeInteger(token) || token < 0 || token >= vocabulary)
  if (wrong >= 0) {
    throw new SequenceError(
      s,
      `${name}: token ${wrong} is ${tokens[wrong]}; the model's vocabulary has ids 0 to ${vocabulary - 1}. Check that tokenizer and model belong together.`,
    )
  }
}

function checkLength(
  s: number,
  name: string,
  length: number,
  found: string,
  { positions, positionsFrom }: ModelConfig,
): void {
  if (length > positions) {
    throw new SequenceError(
      s,
      `${name} is too long: ${found}; ${positionsFrom} is ${positions}. Use fewer exemplars or shorter items.`,
    )
  }
}
