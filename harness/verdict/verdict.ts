import type { Undefined } from '../statistics/undefined.ts'
import type { Hypothesis } from '../suite/hypothesis.ts'

/**
 * The answer to one hypothesis for one base model: a state, the numbers behind it, and what would decide it.
 *
 * Plain JSON: no NaN, no infinity, no missing number. A quantity that cannot be computed is `{ state: 'undefined', reason }`.
 * Correlations are in [-1, 1], except that a noise-corrected one may lie beyond and is then flagged.
 */
export interface Verdict {
  hypothesis: string
  claim: string
  family: string
  /** Base model that this verdict is about. */
  model: string
  relate: Hypothesis['relate']
  decide: Hypothesis['decide']
  expect: Hypothesis['expect']

  state: VerdictState
  /** Supported, and the lower bound reaches the declared minimum; false in every other state. */
  strong: boolean
  /** Why this state, in one sentence without a final stop. */
  reason: string
  /** What more would decide an inconclusive verdict; empty for the other states. */
  toDecide: Need[]
  /** Doubts that do not change the state, each a sentence without a final stop, in a fixed order. */
  warnings: string[]

  question: string
  estimand: string
  /** Noise-corrected correlation over tasks, with its interval. */
  correlation: Estimate
  /** Noise-centred permutation of tasks inside their clusters; the confirmatory p. */
  test: FamilyTest
  /** Share of the observed variance over tasks that is not noise: x, y, then the scored controls. */
  reliabilities: Reliability[]
  /** The association beyond the controls; absent when the hypothesis names none. */
  partial?: PartialVerdict
  /** The same data without the correction for noise and shared items, for comparison. */
  notCorrected: NotCorrected

  counts: Counts
  /** Observed scores by task, chance-normalised (0 = chance, 1 = perfect), sorted by task name. */
  points: Point[]
  /** Seed of every random procedure behind this verdict. */
  seed: number
}

export type VerdictState = 'supported' | 'refuted' | 'inconclusive'

export type Estimate = { state: 'estimated'; value: number; method: string; interval: Interval } | Undefined

export type Interval =
  | {
      state: 'estimated'
      lower: number
      upper: number
      /** Two-sided confidence level, e.g. .95. */
      level: number
      method: string
      /** True when the level is known to be reached only roughly; `because` says why. */
      approximate: boolean
      because: string[]
    }
  | Undefined

export type Quantity = { state: 'estimated'; value: number } | Undefined

export type PValue =
  | {
      state: 'estimated'
      p: number
      alternative: 'greater' | 'two-sided'
      method: string
      /** Smallest p that this test could have given; 0 for an approximation by a distribution, which has no least p. */
      attainable: number
      /** Random permutations drawn; 0 when all arrangements were enumerated. */
      resamples: number
    }
  | Undefined

/** A p-value and the same after Holm's correction over the `members` planned tests of the family (undefined ones count as 1). */
export type FamilyTest = { raw: PValue; holm: Quantity; members: number }

export interface Reliability {
  condition: string
  reliability: Quantity
}

export interface PartialVerdict {
  /** Controls as declared; `dropped` are those that carry no information of their own. */
  given: string[]
  dropped: { control: string; reason: string }[]
  state: VerdictState
  reason: string
  correlation: Estimate
  toDecide: Need[]
  /** Freedman-Lane permutation on mid-ranks of observed scores; too liberal where the control is noisy. */
  onRanks: PValue
  /** Mean squared error of y of a left-out cluster, predicted from the controls without and with x. */
  prediction: { state: 'estimated'; without: number; with: number } | Undefined
}

export interface NotCorrected {
  spearman: { value: Quantity; interval: Interval; p: PValue }
  kendall: Quantity
  /** Permutation over all tasks, ignoring clusters. */
  freePermutation: PValue
}

export interface Counts {
  tasks: number
  clusters: number
  /** Tasks that share their cluster with another: only these can be permuted. */
  tasksInSharedClusters: number
  /** Paired items: all, and the fewest and most in one task. */
  items: { total: number; fewest: number; most: number }
  /** Items of one condition that another was declared not to use. */
  leftOutByDesign: number
  /** Items within the declared sets that some condition lacks. */
  missing: number
  /** Seeds by condition, where a tuned model answers or writes the exemplars. */
  seeds: { condition: string; seeds: number[] }[]
}

export interface Point {
  task: string
  cluster: string
  items: number
  /** Mean chance level of the paired items. */
  chance: number
  x: number
  y: number
}

/** One thing that would move the verdict. */
export interface Need {
  what: 'items per task' | 'tasks' | 'clusters' | 'tasks in existing clusters' | 'cells' | 'other'
  have: number
  /** Absent when no number would do. */
  need?: number
  /** The whole advice as a sentence without a final stop. */
  text: string
}
