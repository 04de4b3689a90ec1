import type { ModelConfig } from '../checkpoint/modelConfig.ts'

/** Bytes that one run may take for what grows with its pack. A constant, so that packs depend on model and request alone. */
export const runBudget = 2 ** 31

/** Packs of fewer tokens save little: the weights and the cached path are what is left. */
export const fewestPackTokens = 16

/**
 * Bytes that a run of the scoring graph takes for `tokens` new ones, each with logits, that see `columns` in all; the weights and the cached path
 * are there whatever the pack. Three copies of what is large live at once: products, masked products and their softmax; logits, their log-softmax
 * and what gathers it.
 */
export function runBytes(config: ModelConfig, tokens: number, columns: number): number {
  const { hidden, intermediate, heads, headDim, vocabulary } = config
  const activations = 4 * hidden + 4 * heads * headDim + 3 * intermediate
  return 4 * tokens * (activations + 3 * heads * columns + 3 * vocabulary)
}

/** Most tokens in a pack of sequences that are up to `columns` long: `most`, halved until a run fits its budget. */
export function packLimitFor(config: ModelConfig, columns: number, most: number): number {
  let limit = most
  while (limit > fewestPackTokens && runBytes(config, limit, columns) > runBudget) limit = Math.ceil(limit / 2)
  return limit
}
