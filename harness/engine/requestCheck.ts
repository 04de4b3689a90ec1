import type { GenerateRequest, ModelPaths, Sampling, ScoreRequest } from './engine.ts'
import { originalLength } from './checkpoint/modelConfig.ts'
import type { ModelConfig } from './checkpoint/modelConfig.ts'

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
export class NotFiniteError extends SequenceError {}

/** `why` says where the values stop being finite. */
export function notFinite(
  sequence: number,
  kind: 'sequence' | 'prompt',
  { base, adapter }: ModelPaths,
  why = '',
): NotFiniteError {
  const place = why === '' ? 'Check the weights.' : `Check the weights: ${why}.`
  return new NotFiniteError(
    sequence,
    `${kind} ${sequence} for ${adapter ?? base}: the model's logits are not finite, so it has no score. ${place}`,
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
  const { model, prompts, maxTokens, stopStrings, pieces, sampling } = request
  if (!Number.isSafeInteger(maxTokens) || maxTokens < 1)
    throw new Error(`maxTokens must be a whole number of at least 1, found ${maxTokens}`)
  if (stopStrings.includes(''))
    throw new Error('a stop string must not be empty: it would end every text before it began')
  if (stopStrings.length > 0 && pieces.length === 0) {
    throw new Error('stop strings need pieces: expected the text of every token id, found none')
  }
  if (sampling !== undefined) checkSampling(sampling)
  prompts.forEach((tokens, p) => {
    const name = `prompt ${p} for ${model.base}`
    if (tokens.length === 0)
      throw new SequenceError(p, `${name} is empty: expected at least one token, such as the tokenizer's BOS`)
    checkTokens(p, name, tokens, config)
    checkLength(p, name, tokens.length + maxTokens, `${tokens.length} tokens and ${maxTokens} to write`, config)
    checkForm(p, name, tokens.length, maxTokens, config)
  })
}

function checkSampling({ temperature, topK, topP, minP, samples, seed }: Sampling): void {
  const wrong = (setting: string, expected: string, found: number): Error =>
    new Error(`sampling.${setting} must be ${expected}, found ${found}`)
  // Smaller ones are zero in float32, where nothing can be divided by them.
  if (!(temperature >= 1e-30 && temperature <= 1e30))
    throw wrong(
      'temperature',
      'positive, from 1e-30 to 1e30 (leave sampling out for the most likely tokens)',
      temperature,
    )
  if (topK !== undefined && !(Number.isSafeInteger(topK) && topK >= 1 && topK < 2 ** 31))
    throw wrong('topK', 'a whole number of at least 1 (leave it out for all tokens)', topK)
  if (topP !== undefined && !(topP >= 0 && topP <= 1)) throw wrong('topP', 'between 0 and 1', topP)
  if (minP !== undefined && !(minP >= 0 && minP <= 1)) throw wrong('minP', 'between 0 and 1', minP)
  if (!(Number.isSafeInteger(samples) && samples >= 1)) throw wrong('samples', 'a whole number of at least 1', samples)
  if (!(Number.isSafeInteger(seed) && seed >= 0)) throw wrong('seed', 'a whole number from 0 to 2^53 - 1', seed)
}

/** Where a text grows beyond the original length, all its columns would have to be computed again by other angles. */
function checkForm(p: number, name: string, length: number, maxTokens: number, config: ModelConfig): void {
  const original = originalLength(config)
  if (original === undefined || length > original || length + maxTokens - 1 <= original) return
  throw new SequenceError(
    p,
    `${name} has ${length} tokens and ${maxTokens} to write, and would grow beyond original_max_position_embeddings, which is ${original}: there the model turns all its positions by other angles (longrope). Write at most ${original - length + 1}, or give a prompt of more than ${original} tokens.`,
  )
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
