import { countArrangements, ENUMERABLE } from '../statistics/arrangements.ts'
import { bonettWright } from '../statistics/correlationInterval.ts'
import { correctedCorrelation } from '../statistics/correctedCorrelation.ts'
import { jackknife, type JackknifeBounds } from '../statistics/jackknife.ts'
import { kendall } from '../statistics/kendall.ts'
import { permutationTest, RESAMPLES, type PermutationOptions, type PermutationP } from '../statistics/permutation.ts'
import { reliability } from '../statistics/reliability.ts'
import { type RestrictedOrders, restrictedOrders } from '../statistics/restrictedOrders.ts'
import { spearman } from '../statistics/spearman.ts'
import { spearmanExact } from '../statistics/spearmanExact.ts'
import { studentP } from '../statistics/studentP.ts'
import type { Equivalence } from '../statistics/tost.ts'
import { entry, trueCovariance } from '../statistics/trueCovariance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { isKnownExactly } from '../suite/hypothesis.ts'
import { clusterSizes } from './counts.ts'
import type { Sample } from './sample.ts'
import { REQUIRED } from './thresholds.ts'
import type { Estimate, Interval, NotCorrected, PValue, RankCorrelation, Reliability } from './verdict.ts'
import { short, within } from './wording.ts'

/** The noise-corrected correlation of the first two variables of a sample, with its jackknife interval. */
export function correlationOf(sample: Sample, level: number): Estimate {
  return withInterval(sample, level, 'noise-corrected covariance over tasks', (tasks) => {
    const covariance = trueCovariance(tasks)
    return covariance.state === 'undefined' ? covariance : correctedCorrelation(covariance, 0, 1)
  })
}

/** An estimate over tasks with its delete-one-cluster jackknife interval. */
export function withInterval(
  sample: Sample,
  level: number,
  method: string,
  estimate: (tasks: Sample['tasks'][number]['estimate'][]) => { state: 'estimated'; value: number } | Undefined,
): Estimate {
  const over = (positions: readonly number[]) =>
    estimate(positions.flatMap((position) => sample.tasks[position]?.estimate ?? []))
  const value = over(sample.tasks.map((_, position) => position))
  if (value.state === 'undefined') return value
  const interval = asInterval(jackknife(clustersOf(sample), over, level), lowReliabilities(sample))
  return { state: 'estimated', value: value.value, method, interval }
}

/** The centred permutation of the second variable, inside clusters or over all tasks. */
export function permute(
  sample: Sample,
  over: 'inside clusters' | 'all tasks',
  seed: number,
  { alternative = 'greater', drawn }: PermuteOptions = {},
): PValue {
  const covariance = trueCovariance(sample.tasks.map(({ estimate }) => estimate))
  if (covariance.state === 'undefined') return covariance
  const options: PermutationOptions = {
    clusters: over === 'inside clusters' ? clustersOf(sample) : sample.tasks.map(() => ''),
    sharedNoise: entry(covariance.noise, 0, 1),
    alternative,
    seed,
    purpose: over === 'inside clusters' ? INSIDE_CLUSTERS : 'free permutation',
    ...(drawn === undefined ? {} : { drawn }),
  }
  const what = `noise-centred covariance, tasks permuted ${over === 'inside clusters' ? over : 'over all clusters'}`
  return asPValue(permutationTest(observed(sample, 0), observed(sample, 1), options), alternative, what)
}

export interface PermuteOptions {
  alternative?: PermutationOptions['alternative']
  /** Arrangements that were drawn for many permutations of the same tasks, by `drawInsideClusters`. */
  drawn?: readonly RestrictedOrders[] | undefined
}

/** Random arrangements of tasks inside their clusters; nothing where there are so few that each is tried. */
export function drawInsideClusters(clusters: readonly string[], seed: number): RestrictedOrders[] | undefined {
  if (countArrangements(clusterSizes(clusters.map((cluster) => ({ cluster })))) <= ENUMERABLE) return undefined
  return restrictedOrders(clusters, { seed, purpose: INSIDE_CLUSTERS, resamples: RESAMPLES })
}

const INSIDE_CLUSTERS = 'restricted permutation'

/** Reliabilities of all scored variables of a sample. */
export function reliabilitiesOf(sample: Sample): Reliability[] {
  const covariance = trueCovariance(sample.tasks.map(({ estimate }) => estimate))
  return sample.variables.flatMap((condition, variable) =>
    isKnownExactly(condition)
      ? []
      : [{ condition, reliability: covariance.state === 'undefined' ? covariance : reliability(covariance, variable) }],
  )
}

/** What the observed scores say when neither noise nor shared items are taken out. */
export function notCorrectedOf(sample: Sample, level: number, seed: number): NotCorrected {
  const spearman = rankCorrelationOf(sample, level)
  const freePermutation = permute(sample, 'all tasks', seed)
  if (spearman.value.state === 'undefined') return nothingCorrected(spearman.value, freePermutation)
  return { spearman, kendall: kendall(observed(sample, 0), observed(sample, 1)), freePermutation }
}

/** Spearman's correlation of the observed scores of the first two variables; for few tasks p is by all orders, unless that is too much. */
export function rankCorrelationOf(
  sample: Sample,
  level: number,
  few: 'all orders' | 'no p' = 'all orders',
): RankCorrelation {
  const [x, y] = [observed(sample, 0), observed(sample, 1)]
  const tasks = sample.tasks.length
  const rho = spearman(x, y)
  if (rho.state === 'undefined') return noRankCorrelation(rho)
  const bounds = bonettWright(rho.value, tasks, level)
  const because = ['it is an interval for the correlation of observed scores, which noise attenuates']
  return {
    value: rho,
    interval:
      bounds.state === 'undefined' ? bounds : { ...bounds, method: 'Bonett-Wright', approximate: true, because },
    p: tasks > 8 ? approximateP(rho.value, tasks) : fewOrders(x, y, few),
  }
}

function fewOrders(x: number[], y: number[], few: 'all orders' | 'no p'): PValue {
  if (few === 'no p') return notComputable(`the t approximation is poor for ${x.length} tasks`)
  return asPValue(spearmanExact(x, y), 'two-sided', 'rank correlation, all orders')
}

/** The same where nothing can be computed. */
export function noRankCorrelation(reason: Undefined): RankCorrelation {
  return { value: reason, interval: reason, p: reason }
}

/** The same where nothing can be computed. */
export function nothingCorrected(reason: Undefined, freePermutation: PValue): NotCorrected {
  return { spearman: noRankCorrelation(reason), kendall: reason, freePermutation }
}

/** A permutation p in the words of a verdict. */
export function asPValue(result: PermutationP, alternative: 'greater' | 'two-sided', what: string): PValue {
  if (result.state === 'undefined') return result
  const { p, attainable, resamples, method } = result
  return { state: 'estimated', p, alternative, method: `${what} (${method})`, attainable, resamples }
}

/** Two one-sided tests against a margin. */
export function asEquality(found: Equivalence | Undefined, margin: number): PValue {
  if (found.state === 'undefined') return found
  const { p, method } = found
  return {
    state: 'estimated',
    // Far tails underflow to 0, which no p may be.
    p: Math.max(p, Number.MIN_VALUE),
    alternative: 'equivalence',
    method: `two one-sided tests against ${within(margin)} either way (${method})`,
    attainable: 0,
    resamples: 0,
  }
}

/** Observed scores of one variable, one per task. */
export function observed(sample: Sample, variable: number): number[] {
  return sample.tasks.map(({ estimate }) => Number(estimate.mean[variable]))
}

export function clustersOf(sample: Sample): string[] {
  return sample.tasks.map(({ facts }) => facts.cluster)
}

function approximateP(rho: number, tasks: number): PValue {
  const p = studentP(rho, tasks)
  if (p.state === 'undefined') return p
  // Far tails underflow to 0, which no p may be.
  if (p.value === 0) return notComputable('the t approximation underflows')
  return {
    state: 'estimated',
    p: p.value,
    alternative: 'two-sided',
    method: 't approximation',
    attainable: 0,
    resamples: 0,
  }
}

/** A jackknife interval in the words of a verdict; `doubts` say why its level is reached only roughly. */
export function asInterval(bounds: JackknifeBounds, doubts: readonly string[]): Interval {
  if (bounds.state === 'undefined') return bounds
  const because = [...doubts]
  if (bounds.truncated > 0) {
    const scale = bounds.scale === 'plain' ? ', so the correlation scale is used' : ''
    because.push(`${bounds.truncated} of ${bounds.df + 2} correlations behind it lie beyond .995${scale}`)
  }
  return {
    state: 'estimated',
    lower: bounds.lower,
    upper: bounds.upper,
    level: bounds.level,
    method: `delete-one-cluster jackknife-t, ${bounds.scale === 'plain' ? 'correlation' : 'atanh'} scale, ${bounds.df} df`,
    approximate: because.length > 0,
    because,
  }
}

function lowReliabilities(sample: Sample): string[] {
  return reliabilitiesOf(sample).flatMap(({ condition, reliability }) =>
    reliability.state === 'estimated' && reliability.value < REQUIRED.dependable
      ? [`the reliability of ${condition} is ${short(reliability.value)}, below ${short(REQUIRED.dependable)}`]
      : [],
  )
}
