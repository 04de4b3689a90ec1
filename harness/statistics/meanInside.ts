import { confidenceSequence } from './confidenceSequence.ts'
import { type Tally, tallyDifferences } from './differenceTally.ts'
import { eProcess } from './eProcess.ts'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface MeanInside {
  state: 'inside' | 'outside' | 'open'
  /** Mean over tasks of what was looked at, each task counting once. */
  value: number
  /** Each bound is wrong with a chance of at most alpha, over all looks together. */
  lower: number
  upper: number
  /** Values that were looked at: as many of each task. */
  values: number
}

/**
 * Does the mean over tasks lie inside its limits, or is it shown to lie outside?
 *
 * Betting e-values as of a gate, after every 20 rounds of one value of each task, up to the first look that decides. Inside: both "at least
 * `high`" and "at most `low`" are rejected at alpha, which needs no correction, since both must be. Outside: one of "at most `high`" and
 * "at least `low`" is rejected at alpha over the number of limits. Exact for values of any distribution in [-1, 1], independent and in an
 * order that is random and fixed beforehand; that tasks may differ is argued where a gate decides in turn. Undefined without a
 * value in every task and for values outside [-1, 1].
 * Source: Waudby-Smith and Ramdas 2024; Berger 1982.
 *
 * @example meanInside([differences of 400 items, most of them 0], { low: -0.03, high: 0.03, alpha: 0.05 })
 */
export function meanInside(
  tasks: readonly (readonly number[])[],
  { low, high, alpha }: { low?: number; high: number; alpha: number },
): MeanInside | Undefined {
  requireInside('alpha', alpha, 0, 0.25)
  const rounds = Math.min(...tasks.map(({ length }) => length))
  if (tasks.length === 0 || rounds === 0) return notComputable('a task has no item whose prompt changed')
  for (let looked = Math.min(LOOK, rounds); ; looked = Math.min(looked + LOOK, rounds)) {
    const seen = tasks.flatMap((values) => values.slice(0, looked))
    const tally = tallyDifferences(seen)
    if (tally.state === 'undefined') return tally
    const state = stateAt(tally, low, high, alpha)
    if (state === 'open' && looked < rounds) continue
    const { lower, upper } = confidenceSequence(tally, 1 - 2 * alpha)
    return { state, value: meanOf(tally), lower, upper, values: tally.n }
  }
}

/** Rounds between two looks. */
const LOOK = 20

function stateAt(tally: Tally, low: number | undefined, high: number, alpha: number): MeanInside['state'] {
  const limits = low === undefined ? 1 : 2
  const [inside, outside] = [Math.log(1 / alpha), Math.log(limits / alpha)]
  const isBelow = eProcess(tally, high, 'less') >= inside
  const isAbove = low === undefined || eProcess(tally, low, 'greater') >= inside
  if (isBelow && isAbove) return 'inside'
  const isHigh = eProcess(tally, high, 'greater') >= outside
  const isLow = low !== undefined && eProcess(tally, low, 'less') >= outside
  return isHigh || isLow ? 'outside' : 'open'
}

/** In the order of the values, so that the order of the items leaves every bit as it is. */
function meanOf({ values, counts, n }: Tally): number {
  return values.reduce((sum, value, index) => sum + value * Number(counts[index]), 0) / n
}
