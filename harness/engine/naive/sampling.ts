import { gumbel } from '../graph/drawNoise.ts'
import type { DrawKey } from '../graph/drawNoise.ts'
import type { Sampling } from '../engine.ts'

/** Draws a token from a row of logits. */
export function sampleToken(logits: Float32Array, sampling: Sampling, key: DrawKey): number {
  const scores = filteredLogits(logits, sampling).map((score, id) => score + gumbel(key, id))
  return scores.indexOf(scores.reduce((most, score) => Math.max(most, score), -Infinity))
}

/**
 * Logits over the temperature, less the highest; those of excluded tokens are minus infinity. The order is that of transformers: temperature,
 * top-k (of equal logits at its border all stay), top-p (of equal ones the higher ids), min-p.
 */
export function filteredLogits(logits: Float32Array, { temperature, topK, topP, minP }: Sampling): Float64Array {
  const highest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity)
  const scaled = Float64Array.from(logits, (logit) => (logit - highest) / temperature)
  const likely = topK === undefined ? scaled : withinTopK(scaled, topK)
  const nucleus = topP === undefined || topP === 1 ? likely : withinTopP(likely, topP)
  return minP === undefined ? nucleus : nucleus.map((score) => (score < Math.log(minP) ? -Infinity : score))
}

function withinTopK(scores: Float64Array, topK: number): Float64Array {
  const least = scores.toSorted().at(-Math.min(topK, scores.length)) ?? 0
  return scores.map((score) => (score < least ? -Infinity : score))
}

function withinTopP(scores: Float64Array, topP: number): Float64Array {
  const order = Array.from(scores, (_, id) => id).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b)
  const total = scores.reduce((sum, score) => sum + Math.exp(score), 0)
  const kept = scores.slice()
  let tail = 0
  for (const id of order.slice(0, -1)) {
    tail += Math.exp(scores[id] ?? 0) / total
    if (tail > 1 - topP) break
    kept[id] = -Infinity
  }
  return kept
}
