import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { requireInside } from './parameter.ts'
import type { Coefficient } from './pearson.ts'
import { NO_OTHER } from './specificity.ts'
import { notComputable, type Undefined } from './undefined.ts'

/** A difference of atanh of correlations, own base model less the mean of the others. */
export interface MatchedDifference {
  state: 'estimated'
  difference: number
  /** Its interval, of the level that was asked for. */
  lower: number
  upper: number
  /** Of "no more than with the others", one-sided. */
  p: number
  /** Mean of atanh of the correlations with the others. */
  others: number
}

export interface MatchedCorrelation {
  state: 'estimated'
  /** For each base model, in the order given: correlations of its y with the x of each, its own included. */
  models: { correlations: number[]; matched: MatchedDifference | Undefined }[]
  /** The mean over base models. */
  mean: MatchedDifference | Undefined
  /** Correlations, delete-one values among them, that were cut to +-.995: an interval then is approximate. */
  truncated: number
}

/** As in the interval of one correlation: atanh has no value at 1. */
const FURTHEST = 0.995

/**
 * Do the scores of models tuned from a base model (y) follow the scores of that base model (x) over tasks, more than those of others?
 *
 * For each base model m: atanh r(y_m, x_m) less the mean of atanh r(y_m, x_o) over the others o; and the mean of that over base models.
 * What makes a task easy for all models raises both sides alike. Delete-one-cluster jackknife that leaves the same cluster out of every
 * correlation, since models share their tasks; t with clusters - 1 degrees of freedom, also for the one-sided p. Base models are fixed.
 * Undefined for one base model, fewer than two clusters, where a correlation is, and for a difference that no cluster changes.
 * Source: Tukey 1958 for the jackknife; Fisher 1915 for the scale.
 *
 * @param models number of base models
 * @param correlation of y of one base model with x of another, over the tasks at these positions (ascending)
 * @param clusters cluster of each task, the same for all models
 */
export function matchedCorrelation(
  models: number,
  correlation: (y: number, x: number, tasks: readonly number[]) => Coefficient,
  clusters: readonly string[],
  level = 0.95,
): MatchedCorrelation | Undefined {
  requireInside('confidence level', level, 0, 1)
  const names = [...new Set(clusters)]
  if (models < 2) return notComputable(NO_OTHER)
  if (names.length < 2) return notComputable(`deleting one cluster at a time needs two clusters, got ${names.length}`)
  const all = clusters.map((_, task) => task)
  const kept = [all, ...names.map((name) => all.filter((task) => clusters[task] !== name))]
  const places = Array.from({ length: models }, (_, model) => model)
  const own: { correlations: number[]; differences: number[]; others: number }[] = []
  let truncated = 0
  for (const y of places) {
    const scales: number[][] = []
    const correlations: number[] = []
    for (const x of places) {
      const row: number[] = []
      for (const [k, tasks] of kept.entries()) {
        const r = correlation(y, x, tasks)
        if (r.state === 'undefined')
          return notComputable(`${k === 0 ? '' : `without cluster ${String(names[k - 1])}: `}${r.reason}`)
        if (k === 0) correlations.push(r.value)
        if (Math.abs(r.value) > FURTHEST) truncated++
        row.push(Math.atanh(Math.max(-FURTHEST, Math.min(FURTHEST, r.value))))
      }
      scales.push(row)
    }
    const others = kept.map((_, k) => meanOf(scales.filter((__, x) => x !== y).map((row) => Number(row[k]))))
    const differences = others.map((other, k) => Number(scales[y]?.[k]) - other)
    own.push({ correlations, differences, others: Number(others[0]) })
  }
  const df = names.length - 1
  const over = kept.map((_, k) => meanOf(own.map(({ differences }) => Number(differences[k]))))
  return {
    state: 'estimated',
    models: own.map(({ correlations, differences, others }) => ({
      correlations,
      matched: jackknifed(differences, others, df, level),
    })),
    mean: jackknifed(over, meanOf(own.map(({ others }) => others)), df, level),
    truncated,
  }
}

/** The first value with the interval and the p that the others, each without one cluster, give it. */
function jackknifed(
  [difference = NaN, ...left]: readonly number[],
  others: number,
  df: number,
  level: number,
): MatchedDifference | Undefined {
  const centre = meanOf(left)
  const squares = left.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  const error = Math.sqrt(((left.length - 1) / left.length) * squares)
  if (!(error > 1e-12)) return notComputable('the difference is the same whatever cluster is left out')
  const reach = tQuantile(0.5 + level / 2, df) * error
  const p = tCdf(-difference / error, df)
  return { state: 'estimated', difference, lower: difference - reach, upper: difference + reach, p, others }
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
