import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { holm } from './holm.ts'
import { requireInside } from './parameter.ts'
import type { Coefficient } from './pearson.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface PairDifference {
  a: string
  b: string
  /** atanh of the correlation of a minus that of b, and its interval. */
  difference: number
  lower: number
  upper: number
  /** Two-sided, raw and after Holm over pairs. */
  p: number
  adjusted: number
}

export interface Heterogeneity {
  state: 'estimated'
  pairs: PairDifference[]
  /** Correlation of each model, and the smallest and largest. */
  values: { model: string; value: number }[]
  range: { lowest: number; highest: number }
  /** Values, delete-one values among them, that were cut to +-.995: an interval then is approximate. */
  truncated: number
}

/** As in the interval of one correlation: atanh has no value at 1. */
const FURTHEST = 0.995

/**
 * Heterogeneity over models: do the same tasks show another correlation in another model?
 *
 * Pairwise differences of atanh(correlation); delete-one-cluster jackknife that leaves the same cluster out of both, since models
 * share their tasks; t with clusters - 1 degrees of freedom; Holm over pairs. Few models allow no claim about others: the
 * range is printed. Undefined for fewer than two models or clusters, where a correlation is, and for a pair that never differs.
 * Source: Tukey 1958; Holm 1979.
 *
 * @param models for each, the correlation over the tasks at these positions (ascending)
 * @param clusters cluster of each task, the same for all models
 */
export function heterogeneity(
  models: readonly { model: string; correlation: (tasks: readonly number[]) => Coefficient }[],
  clusters: readonly string[],
  level = 0.95,
): Heterogeneity | Undefined {
  requireInside('confidence level', level, 0, 1)
  const names = [...new Set(clusters)]
  if (models.length < 2) return notComputable(`a difference needs two models, got ${models.length}`)
  if (names.length < 2) return notComputable(`deleting one cluster at a time needs two clusters, got ${names.length}`)
  const all = clusters.map((_, task) => task)
  const kept = [all, ...names.map((name) => all.filter((task) => clusters[task] !== name))]
  const scales: number[][] = []
  const values: { model: string; value: number }[] = []
  let truncated = 0
  for (const { model, correlation } of models) {
    const own: number[] = []
    for (const [k, tasks] of kept.entries()) {
      const r = correlation(tasks)
      if (r.state === 'undefined')
        return notComputable(`${model}${k === 0 ? '' : ` without cluster ${String(names[k - 1])}`}: ${r.reason}`)
      if (k === 0) values.push({ model, value: r.value })
      if (Math.abs(r.value) > FURTHEST) truncated++
      own.push(Math.atanh(Math.max(-FURTHEST, Math.min(FURTHEST, r.value))))
    }
    scales.push(own)
  }

  const pairs: Omit<PairDifference, 'adjusted'>[] = []
  for (let i = 0; i < models.length; i++) {
    for (let j = i + 1; j < models.length; j++) {
      const [difference = NaN, ...left] = (scales[i] ?? []).map((z, k) => z - Number(scales[j]?.[k]))
      const [a, b] = [models[i]?.model ?? '', models[j]?.model ?? '']
      const error = jackknifeError(left)
      if (!(error > 1e-12)) return notComputable(`${a} and ${b} differ by the same whatever cluster is left out`)
      const df = names.length - 1
      const reach = tQuantile(0.5 + level / 2, df) * error
      const p = 2 * tCdf(-Math.abs(difference) / error, df)
      pairs.push({ a, b, difference, lower: difference - reach, upper: difference + reach, p })
    }
  }
  const adjusted = holm(pairs.map(({ p }) => p))
  const correlations = values.map(({ value }) => value)
  return {
    state: 'estimated',
    pairs: pairs.map((pair, index) => ({ ...pair, adjusted: Number(adjusted[index]) })),
    values,
    range: { lowest: Math.min(...correlations), highest: Math.max(...correlations) },
    truncated,
  }
}

function jackknifeError(left: readonly number[]): number {
  const mean = left.reduce((sum, value) => sum + value, 0) / left.length
  return Math.sqrt(((left.length - 1) / left.length) * left.reduce((sum, value) => sum + (value - mean) ** 2, 0))
}
