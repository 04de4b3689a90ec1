import type { Engine, ModelPaths, TokenCost } from '../engine/engine.ts'
import { solutionHeader } from '../prompt/markers.ts'
import { writtenExemplars } from '../prompt/renderPrompt.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'
import type { PromptRecord } from './measurement.ts'

/** Lets a tuned model write exemplars after every prompt, until it begins to restate the question; that beginning is cut off. */
export async function writeExemplars(
  prompts: readonly string[],
  maxTokens: number,
  model: ModelPaths,
  engine: Engine,
  tokenizer: Tokenizer,
): Promise<{ written: Written[]; cost: TokenCost }> {
  const { outputs, cost } = await engine.generate({
    model,
    prompts: prompts.map((prompt) => tokenizer.encode(prompt)),
    maxTokens,
    stopTokens: tokenizer.eosIds,
    stopStrings: [solutionHeader],
    pieces: tokenizer.pieces,
  })
  const written = outputs.map(({ tokens, finish }) => ({ text: writtenExemplars(tokenizer.decode(tokens)), finish }))
  return { written, cost }
}

/** What was written, and why it ended: `stop-string` when the restated question was reached. */
export type Written = NonNullable<PromptRecord['written']>
