import type { ItemMetric, Score } from './metric.ts'

/** A metric whose score of a corpus is the mean of its scores of batches, the last of which may be smaller and counts as much: another number for any metric that is no mean. */
export function batchMean(metric: ItemMetric, size: number): ItemMetric {
  return {
    ...metric,
    corpus(items) {
      const batches = Array.from({ length: Math.ceil(items.length / size) }, (_, batch) =>
        metric.corpus(items.slice(batch * size, (batch + 1) * size)),
      )
      return batches.length === 0 ? metric.corpus(items) : mean(batches)
    },
  }
}

/** Conventional where a batch is; undefined where one is. */
function mean(scores: readonly Score[]): Score {
  const values = scores.flatMap((score) => (score.state === 'undefined' ? [] : [score.value]))
  const value = values.reduce((sum, score) => sum + score, 0) / values.length
  const odd = scores.find(({ state }) => state === 'undefined') ?? scores.find(({ state }) => state === 'conventional')
  if (odd === undefined || odd.state === 'scored') return { state: 'scored', value }
  return odd.state === 'undefined' ? odd : { ...odd, value }
}
