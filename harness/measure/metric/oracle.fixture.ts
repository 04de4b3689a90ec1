import corpora from '../../../fixtures/oracle/metrics/corpora.json' with { type: 'json' }
import pairs from '../../../fixtures/oracle/metrics/pairs.json' with { type: 'json' }
import { relativeError } from '../../../fixtures/oracle/near.ts'
import type { ItemMetric, Metric } from './metric.ts'

type Pair = (typeof pairs)[number]
type Corpus = (typeof corpora)[number]

/** Names of the pairs on whose item score a metric and the reference differ by more than 1e-10, with both scores. */
export function differingItems(metric: ItemMetric, expected: (pair: Pair) => number): string[] {
  return pairs.flatMap((pair) => {
    const score = metric.item(metric.statistics(pair.answer, pair.references))
    return told(pair.name, score, expected(pair))
  })
}

/** Names of the pairs whose statistics are not the reference's. */
export function differingStatistics(metric: Metric, expected: (pair: Pair) => number[]): string[] {
  return pairs.flatMap((pair) => {
    const [mine, right] = [metric.statistics(pair.answer, pair.references), expected(pair)]
    return String(mine) === String(right) ? [] : [`${pair.name}: ${String(mine)} instead of ${String(right)}`]
  })
}

/** Names of the corpora on which a metric and the reference differ by more than 1e-10, with both scores. */
export function differingCorpora(metric: Metric, expected: (corpus: Corpus) => number): string[] {
  return corpora.flatMap((corpus) => {
    const rows = corpus.pairs.flatMap((number) => {
      const pair = pairs[number]
      return pair === undefined ? [] : [metric.statistics(pair.answer, pair.references)]
    })
    const score = metric.corpus(rows)
    return told(corpus.name, score.state === 'scored' ? score.value : NaN, expected(corpus))
  })
}

/** Pairs of the corpora, each with its first reference only. */
export const corporaOfFirstReferences = corpora.map(({ name, pairs: numbers, wordErrorRateOfFirst }) => ({
  name,
  wordErrorRate: wordErrorRateOfFirst,
  items: numbers.flatMap((number) => {
    const pair = pairs[number]
    return pair === undefined ? [] : [{ answer: pair.answer, reference: pair.references[0] ?? '' }]
  }),
}))

/** Every pair of the table. */
export { pairs }

function told(name: string, score: number, expected: number): string[] {
  return relativeError(score, expected) < 1e-10 ? [] : [`${name}: ${score} instead of ${expected}`]
}
