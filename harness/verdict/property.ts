import type { ClusteredRate } from '../statistics/clusteredRate.ts'
import type { Undefined } from '../statistics/undefined.ts'

/** What a law claims of its cases, and how surely it is to be decided. */
export type PropertyRule = { alpha: number } & (
  | { claims: 'always' }
  /** In at least this share of the cases. */
  | { claims: 'often'; share: number }
  /** The mean score moves by less than this, up or down. */
  | { claims: 'score'; within: number }
  /** The options' probabilities move by less than this on average, in total variation. */
  | { claims: 'distance'; within: number }
)

/** One case of the first pass, in its order. */
export interface PropertyCase {
  task: string
  /** Unique in its task. */
  item: string
  state: 'holds' | 'violated' | 'unchanged'
  /** Scores in [0, 1] of the item, as it is written and rewritten; needed where the score is claimed. */
  score?: { before: number; after: number }
  /** Total variation distance in [0, 1] of the options' probabilities; needed where that is claimed. */
  distance?: number
}

/** What a search left to judge. */
export interface PropertyFinds {
  planned: number
  cases: readonly PropertyCase[]
  /** Why no further case was tried. */
  ended: 'whole plan' | 'violation' | 'time'
  /** Whether a counterexample stands, be it a known one. */
  counterexample: boolean
}

/** The answer to one law. Plain JSON without NaN. */
export interface PropertyVerdict {
  state: 'holds' | 'violated' | 'inconclusive'
  /** Why, as a clause. */
  reason: string
  /** What would decide it, as sentences without their full stops; empty for the other states. */
  toDecide: string[]
  /** Bound on the chance of each wrong answer; `always` has none: a violation is a violation. */
  alpha: number
  cases: PropertyCounts
  /** Share of the violated cases among those whose prompt changed; each bound is wrong with a chance of alpha. */
  violations: ClusteredRate | Undefined
  /** The mean that a law about scores or distances claims; absent for the others. */
  mean?: PropertyMean | Undefined
}

export interface PropertyCounts {
  planned: number
  tried: number
  /** Cases whose prompt the rewrites left as it was: they say nothing of the law. */
  unchanged: number
  violated: number
  /** Items among the cases whose prompt changed. */
  items: number
}

/** Mean over tasks, each counting once, of the means of their items. Each bound is wrong with a chance of alpha, over all looks together. */
export interface PropertyMean {
  state: 'estimated'
  value: number
  lower: number
  upper: number
  /** Items that the answer rests on, of all that were tried. */
  items: { looked: number; of: number }
}
