import { bonettWright } from '../statistics/correlationInterval.ts'
import { correctedCorrelation } from '../statistics/correctedCorrelation.ts'
import { jackknife, type JackknifeBounds } from '../statistics/jackknife.ts'
import { kendall } from '../statistics/kendall.ts'
import { permutationTest, type PermutationOptions, type PermutationP } from '../statistics/permutation.ts'
import { reliability } from '../statistics/reliability.ts'
import { spearman } from '../statistics/spearman.ts'
import { spearmanExact } from '../statistics/spearmanExact.ts'
import { studentP } from '../statistics/studentP.ts'
import type { Equivalence } from '../statistics/tost.ts'
import { entry, trueCovariance } from '../statistics/trueCovariance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { isKnownExactly } from '../suite/hypothesis.ts'
import type { Sample } from './sample.ts'
import { REQUIRED } from './thresholds.ts'
import type { Estimate, Interval, NotCorrected, PValue, Reliability } from './verdict.ts'
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
  const bounds = jackknife(clustersOf(sample), over, level)
  return { state: 'estimated', value: value.value, method, interval: asInterval(bounds, sample) }
}

/** The centred permutation of the second variable, inside clusters or over all tasks. */
export function permute(sample: Sample, over: 'inside clusters' | 'all tasks', seed: number): PValue {
  const covariance = trueCovariance(sample.tasks.map(({ estimate }) => estimate))
  if (covariance.state === 'undefined') return covariance
  const options: PermutationOptions = {
    clusters: over === 'inside clusters' ? clustersOf(sample) : sample.tasks.map(() => ''),
    sharedNoise: entry(covariance.noise, 0, 1),
    alternative: 'greater',
    seed,
    purpose: over === 'inside clusters' ? 'restricted permutation' : 'free permutation',
  }
  const what = `noise-centred covariance, tasks permuted ${over === 'inside clusters' ? over : 'over all clusters'}`
  return asPValue(permutationTest(observed(sample, 0), observed(sample, 1), options), 'greater', what)
}

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
  const [x, y] = [observed(sample, 0), observed(sample, 1)]
  const tasks = sample.tasks.length
  const rho = spearman(x, y)
  if (rho.state === 'undefined') return nothingCorrected(rho, permute(sample, 'all tasks', seed))
  const bounds = bonettWright(rho.value, tasks, level)
  const because = ['it is an interval for the correlation of observed scores, which noise attenuates']
  return {
    spearman: {
      value: rho,
      interval:
        bounds.state === 'undefined' ? bounds : { ...bounds, method: 'Bonett-Wright', approximate: true, because },
      p:
        tasks <= 8
          ? asPValue(spearmanExact(x, y), 'two-sided', 'rank correlation, all orders')
          : approximateP(rho.value, tasks),
    },
    kendall: kendall(x, y),
    freePermutation: permute(sample, 'all tasks', seed),
  }
}

/** The same where nothing can be computed. */
export function nothingCorrected(reason: Undefined, freePermutation: PValue): NotCorrected {
  return { spearman: { value: reason, interval: reason, p: reason }, kendall: reason, freePermutation }
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

function asInterval(bounds: JackknifeBounds, sample: Sample): Interval {
  if (bounds.state === 'undefined') return bounds
  const because = reliabilitiesOf(sample).flatMap(({ condition, reliability }) =>
    reliability.state === 'estimated' && reliability.value < REQUIRED.dependable
      ? [`the reliability of ${condition} is ${short(reliability.value)}, below ${short(REQUIRED.dependable)}`]
      : [],
  )
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
