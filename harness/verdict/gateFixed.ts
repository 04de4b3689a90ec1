import { holm } from '../statistics/holm.ts'
import { mcnemarLess } from '../statistics/mcnemarLess.ts'
import { newcombe } from '../statistics/newcombe.ts'
import { oneSided } from '../statistics/oneSided.ts'
import { pooledMean } from '../statistics/pooledMean.ts'
import { signFlip } from '../statistics/signFlip.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { GateDecision, GateDifference, GateRule } from './gate.ts'
import { answerOf, type GateEvidence } from './gateAnswer.ts'
import type { TaskUnits } from './gateUnits.ts'

/**
 * Looks once, when all items have been asked.
 *
 * Each task: exact McNemar test of "no worse" (graded or grouped: sign flips), one-sided, Holm over tasks and, where there are several,
 * all of them together;
 * Newcombe's interval (t where graded or grouped, an exact bound where nothing differs). All together: t of the mean over tasks.
 */
export function decideAtOnce(rule: GateRule, tasks: readonly TaskUnits[]): GateDecision {
  const lacking = tasks.filter(({ blocks, planned }) => blocks.length < planned.blocks)
  if (lacking.length > 0) return { state: 'open', tasks: lacking.map(({ task }) => task) }
  const { margin, alpha } = rule
  const pooled = pooledMean(tasks.map(allUnits))
  const tests = tasks.map(worseP)
  const pooledP = pooled.state === 'undefined' ? pooled : { state: 'estimated' as const, p: pooled.pLess(-margin) }
  // A test that could not be computed counts as one that found nothing.
  const family = tasks.length > 1 ? [...tests, pooledP] : tests
  const corrected = holm(family.map((test) => (test.state === 'undefined' ? 1 : test.p)))
  const evidence = tasks.map((units, index): GateEvidence => {
    const difference = differenceOf(units, alpha)
    const test = tests[index]
    const after = corrected[index] ?? 1
    return {
      units,
      asked: units.blocks,
      difference,
      worse:
        test === undefined || test.state === 'undefined'
          ? (test ?? notComputable('no test'))
          : { state: 'p-value', p: test.p, corrected: after },
      regressed: after <= alpha,
      passes:
        difference.state === 'estimated' &&
        difference.interval.state === 'estimated' &&
        difference.interval.lower > -margin,
    }
  })
  return answerOf(rule, evidence, {
    difference:
      pooled.state === 'undefined'
        ? pooled
        : {
            state: 'estimated',
            value: pooled.value,
            interval: { state: 'estimated', lower: pooled.lower(alpha), upper: pooled.upper(alpha) },
            method: pooled.method,
          },
    regressed: tasks.length > 1 && (corrected.at(-1) ?? 1) <= alpha,
    passes: tasks.every(({ critical }) => critical) || (pooled.state === 'estimated' && pooled.lower(alpha) > -margin),
  })
}

const allUnits = ({ blocks }: TaskUnits) => blocks.flatMap(({ units }) => units)

function worseP(units: TaskUnits): { state: 'estimated'; p: number } | Undefined {
  if (units.pairs !== undefined) return mcnemarLess(units.pairs.onlyCandidate, units.pairs.onlyBaseline)
  const losses = allUnits(units).map((difference) => -difference)
  return signFlip(losses, { alternative: 'greater', seed: 0, purpose: `gate ${units.task}` })
}

function differenceOf(units: TaskUnits, alpha: number): GateDifference {
  const differences = allUnits(units)
  const { pairs, grouped } = units
  const sample = oneSided(differences)
  if (sample.state === 'undefined') {
    if (differences.length === 0) return sample
    const value = differences.reduce((sum, difference) => sum + difference, 0) / differences.length
    return { state: 'estimated', value, interval: sample, method: 'none' }
  }
  if (pairs !== undefined && sample.method === 't') {
    const { onlyCandidate, onlyBaseline, both } = pairs
    const neither = differences.length - onlyCandidate - onlyBaseline - both
    const interval = newcombe({ both, onlyA: onlyCandidate, onlyB: onlyBaseline, neither }, 1 - 2 * alpha)
    return { state: 'estimated', value: sample.value, interval, method: 'Newcombe 10' }
  }
  const interval = { state: 'estimated' as const, lower: sample.lower(alpha), upper: sample.upper(alpha) }
  return { state: 'estimated', value: sample.value, interval, method: sample.method + (grouped ? ' over groups' : '') }
}
