import { bcaBounds, bcaP, percentileBounds } from './bca.ts'
import { metricDifference, withoutEachItem, type CorpusMetric } from './corpusMetric.ts'
import type { Bootstrapped } from './hierarchicalBootstrap.ts'
import { requireResamples } from './parameter.ts'
import { indexSource } from './random.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * Paired item bootstrap of a corpus metric: between which values does its difference between A and B lie?
 *
 * Items are drawn with both their outputs, and the metric of both corpora computed again; BCa with delete-one-item values,
 * and the percentile interval beside it. Items must be independent. Undefined for fewer than two items and where
 * the metric of the data is; more than 5 % of resamples without a value leave no interval.
 * Source: Koehn 2004; Efron 1987.
 */
export function pairedBootstrap(
  items: number,
  metric: CorpusMetric,
  options: { seed: number; purpose: string; resamples?: number; level?: number },
): Bootstrapped | Undefined {
  const { seed, purpose, resamples = 10_000, level = 0.95 } = options
  requireResamples(resamples)
  if (!Number.isSafeInteger(items) || items < 2) return notComputable(`a bootstrap needs two items, got ${items}`)
  const ofA = new Uint8Array(items)
  const ofB = new Uint8Array(items).fill(1)
  const drawn = Uint32Array.from({ length: items }, (_, item) => item)
  const value = metricDifference(metric, drawn, ofA, ofB)
  if (value === undefined) return notComputable('the metric of the data has no value')

  const left = withoutEachItem(metric, items)
  const source = indexSource(seed, purpose, 'items')
  const resampled = new Float64Array(resamples)
  for (let b = 0; b < resamples; b++) {
    source(items, drawn, items)
    resampled[b] = metricDifference(metric, drawn, ofA, ofB) ?? NaN
  }
  return {
    state: 'estimated',
    value,
    bca: bcaBounds(value, resampled, left, level),
    p: bcaP(value, resampled, left),
    percentile: percentileBounds(resampled, level),
    resampled,
    undefinedResamples: resampled.reduce((count, one) => count + (Number.isFinite(one) ? 0 : 1), 0),
  }
}
