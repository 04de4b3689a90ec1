import { ENUMERABLE, type RandomisationP } from './arrangements.ts'
import { metricDifference, type CorpusMetric } from './corpusMetric.ts'
import { requireResamples } from './parameter.ts'
import { stream } from './random.ts'
import { notComputable } from './undefined.ts'

/**
 * Paired swap test of a corpus metric: is its difference between A and B larger than if outputs had been dealt by coin?
 *
 * Under the null, the two outputs to an item are interchangeable: each is swapped or not with equal chance, and the metric of
 * both corpora computed again. Two-sided; all 2^n patterns up to 50,000, else p = (1 + count) / (resamples + 1). Ties count, up
 * to a relative 1e-9, and so does a pattern without a value, which errs on the safe side. Undefined without items and
 * where the metric of the data is.
 * Source: Noreen 1989 (approximate randomisation); Riezler and Maxwell 2005.
 */
export function swapTest(
  items: number,
  metric: CorpusMetric,
  { seed, purpose, resamples = 9_999 }: { seed: number; purpose: string; resamples?: number },
): RandomisationP {
  requireResamples(resamples)
  if (!Number.isSafeInteger(items) || items < 1) return notComputable(`a corpus needs at least one item, got ${items}`)
  const all = Uint32Array.from({ length: items }, (_, item) => item)
  const ofA = new Uint8Array(items)
  const ofB = new Uint8Array(items).fill(1)
  const statistic = metricDifference(metric, all, ofA, ofB)
  if (statistic === undefined) return notComputable('the metric of the data has no value')
  const threshold = Math.abs(statistic) * (1 - 1e-9)
  const extreme = () => {
    const value = metricDifference(metric, all, ofA, ofB)
    return value === undefined || Math.abs(value) >= threshold
  }
  const arrangements = 2 ** items
  const exact = arrangements <= ENUMERABLE
  const next = stream(seed, purpose, 'swaps')
  let count = 0
  for (let b = 0; b < (exact ? arrangements : resamples); b++) {
    let bits = b
    for (let item = 0; item < items; item++) {
      if (!exact && (item & 31) === 0) bits = next()
      ofA[item] = bits & 1
      ofB[item] = 1 - (bits & 1)
      bits >>>= 1
    }
    if (extreme()) count++
  }
  return {
    state: 'estimated',
    p: exact ? count / arrangements : (1 + count) / (resamples + 1),
    statistic,
    // The pattern that swaps every output has the same difference with the other sign.
    attainable: exact ? Math.min(1, 2 / arrangements) : 1 / (resamples + 1),
    method: exact ? 'exact' : 'Monte Carlo',
    resamples: exact ? 0 : resamples,
  }
}
