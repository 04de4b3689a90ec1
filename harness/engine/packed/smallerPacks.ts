import { isOutOfMemory } from '../session/memory.ts'
import type { TokenCost } from '../engine.ts'
import { fewestPackTokens } from '../session/runMemory.ts'

/** Computes in packs of at most `limit` tokens; when memory runs out, in packs of half as many, and so on. Then the cost says how many. */
export async function inSmallerPacks<Result extends { cost: TokenCost }>(
  limit: number,
  lowered: { limit: number },
  compute: (limit: number) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const tried = Math.min(limit, lowered.limit)
    try {
      const result = await compute(tried)
      return tried < limit ? { ...result, cost: { ...result.cost, lowered: tried } } : result
    } catch (error) {
      if (!isOutOfMemory(error)) throw error
      if (tried <= fewestPackTokens) {
        throw new Error(
          `memory ran out even in packs of ${tried} tokens. Use shorter prompts, a smaller model, or a machine with more memory.`,
          { cause: error },
        )
      }
      lowered.limit = Math.max(fewestPackTokens, Math.floor(tried / 2))
    }
  }
}
