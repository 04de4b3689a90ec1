import { freedmanLane } from '../statistics/freedmanLane.ts'
import { partialCorrelation } from '../statistics/partialCorrelation.ts'
import { predictionError } from '../statistics/predictionError.ts'
import { trueCovariance } from '../statistics/trueCovariance.ts'
import type { Undefined } from '../statistics/undefined.ts'
import { drowned, missingItems, tooFew } from './associationRule.ts'
import { asPValue, clustersOf, observed, reliabilitiesOf, withInterval } from './estimates.ts'
import { itemNeeds, widthNeeds } from './needs.ts'
import type { Sample } from './sample.ts'
import { REQUIRED } from './thresholds.ts'
import type { Counts, Estimate, PartialVerdict, VerdictState } from './verdict.ts'
import { short } from './wording.ts'

/**
 * Is the association more than "some tasks are easier"? The partial correlation of true scores given the controls.
 *
 * `sample` holds x, y and the controls, in this order. Supported when its interval lies above 0, refuted when it lies
 * below .2, inconclusive otherwise, and when a reliability is too low.
 */
export function decidePartial(sample: Sample, counts: Counts, level: number, seed: number): PartialVerdict {
  const given = sample.variables.slice(2)
  const correlation = partialOf(sample, level)
  const whole = trueCovariance(sample.tasks.map(({ estimate }) => estimate))
  const partial = whole.state === 'undefined' ? whole : partialCorrelation(whole, 0, 1, controlsOf(sample))
  const decision = decide(correlation, [
    ...missingItems(counts),
    ...tooFew(counts, false),
    ...drowned(reliabilitiesOf(sample)),
  ])
  return {
    given,
    dropped:
      partial.state === 'undefined'
        ? []
        : partial.dropped.map(({ control, reason }) => ({ control: sample.variables[control] ?? '', reason })),
    ...decision,
    correlation,
    toDecide:
      decision.state === 'inconclusive'
        ? [...itemNeeds(sample), ...partialWidthNeeds(correlation, counts.tasks, level)]
        : [],
    ...secondary(sample, seed),
  }
}

/** The partial correlation of the first two variables of a sample given all others, with its jackknife interval. */
export function partialOf(sample: Sample, level: number): Estimate {
  return withInterval(sample, level, 'partial correlation from the noise-corrected covariance', (tasks) => {
    const covariance = trueCovariance(tasks)
    return covariance.state === 'undefined' ? covariance : partialCorrelation(covariance, 0, 1, controlsOf(sample))
  })
}

/** The same verdict where the sample itself cannot be had. */
export function undefinedPartial(given: readonly string[], reason: Undefined): PartialVerdict {
  return {
    given: [...given],
    dropped: [],
    state: 'inconclusive',
    reason: reason.reason,
    correlation: reason,
    toDecide: [],
    onRanks: reason,
    prediction: reason,
  }
}

function controlsOf({ variables }: Sample): number[] {
  return variables.slice(2).map((_, position) => position + 2)
}

function decide(correlation: Estimate, lacking: readonly string[]): { state: VerdictState; reason: string } {
  if (lacking.length > 0) return { state: 'inconclusive', reason: lacking.join('; ') }
  if (correlation.state === 'undefined') return { state: 'inconclusive', reason: correlation.reason }
  const { interval } = correlation
  if (interval.state === 'undefined') return { state: 'inconclusive', reason: `no interval: ${interval.reason}` }
  const range = `the interval [${short(interval.lower)}, ${short(interval.upper)}]`
  const limit = short(REQUIRED.partial)
  if (interval.lower > 0)
    return { state: 'supported', reason: `${range} lies above 0: an association beyond the controls` }
  if (interval.upper < REQUIRED.partial)
    return { state: 'refuted', reason: `${range} lies below ${limit}: explained by the controls` }
  return { state: 'inconclusive', reason: `${range} holds both 0 and ${limit}` }
}

function partialWidthNeeds(correlation: Estimate, tasks: number, level: number): PartialVerdict['toDecide'] {
  const needs = widthNeeds(correlation, tasks, REQUIRED.partial, level)
  return needs.map((need) => ({
    ...need,
    text: `${need.text}; more clusters with them, more items alone would not do`,
  }))
}

/** Displays beside the verdict, on observed scores. */
function secondary(sample: Sample, seed: number): Pick<PartialVerdict, 'onRanks' | 'prediction'> {
  const clusters = clustersOf(sample)
  const [x = [], y = [], ...controls] = sample.variables.map((_, variable) => observed(sample, variable))
  const test = freedmanLane(x, y, controls, { clusters, seed, purpose: 'Freedman-Lane' })
  const without = predictionError(y, controls, clusters)
  const withX = predictionError(y, [...controls, x], clusters)
  return {
    onRanks: asPValue(test, 'greater', 'Freedman-Lane on ranks, residuals permuted inside clusters'),
    prediction:
      without.state === 'undefined'
        ? without
        : withX.state === 'undefined'
          ? withX
          : { state: 'estimated', without: without.value, with: withX.value },
  }
}
