import type { LimitsOfAgreement } from '../statistics/blandAltman.ts'
import type { Undefined } from '../statistics/undefined.ts'
import type { Agreement, Artefacts, Association, Difference, Hypothesis, Replication } from '../suite/hypothesis.ts'
import type { Over } from '../suite/over.ts'
import type { ConsistencyEvidence, MatchEvidence } from './matchedEvidence.ts'
import type { BoundEvidence, NearChanceEvidence } from './taskEvidence.ts'

/**
 * The answer to one hypothesis for one base model: a state, what would decide it, and the evidence of its relation.
 *
 * Plain JSON: no NaN, no infinity, no missing number. A quantity that cannot be computed is `{ state: 'undefined', reason }`.
 */
export interface Verdict {
  hypothesis: string
  claim: string
  family: string
  /** Base model that this verdict is about. */
  model: string
  over: Over
  /** Conditions whose cells were read. */
  conditions: string[]
  /** Error rate of the family. */
  alpha: number
  expect: Hypothesis['expect']

  state: VerdictState
  /** Why this state, in one sentence without a final stop. */
  reason: string
  /** What more would decide an inconclusive verdict; empty for the other states. */
  toDecide: Need[]
  /** Doubts that do not change the state, each a sentence without a final stop, in a fixed order. */
  warnings: string[]

  question: string
  estimand: string
  /** The planned test that the claim rests on; of several the one with the smallest p. */
  test: FamilyTest
  counts: Counts
  /** Seed of every random procedure behind this verdict. */
  seed: number
  /** What was declared and found, by the kind of the relation. */
  evidence: Evidence
}

export type Evidence =
  | AssociationEvidence
  | AgreementEvidence
  | ReplicationEvidence
  | ConsistencyEvidence
  | MatchEvidence
  | DifferenceEvidence
  | BoundEvidence
  | NearChanceEvidence
  | ArtefactsEvidence

/** Do the scores of y follow those of x? Correlations are in [-1, 1], except that a noise-corrected one may lie beyond and is then flagged. */
export interface AssociationEvidence extends Omit<Association, 'over'> {
  /** Supported, and the lower bound reaches the declared minimum; false in every other state. */
  strong: boolean
  /** Noise-corrected correlation over tasks, with its interval. */
  correlation: Estimate
  /** Share of the observed variance over tasks that is not noise: x, y, then the scored controls. */
  reliabilities: Reliability[]
  /** The association beyond the controls; absent when the hypothesis names none. */
  partial?: PartialVerdict
  /** The same data without the correction for noise and shared items, for comparison. */
  notCorrected: NotCorrected
  /** Observed scores by task, chance-normalised (0 = chance, 1 = perfect), sorted by task name. */
  points: Point[]
}

/** Are the scores of y those of x, task by task? */
export interface AgreementEvidence extends Omit<Agreement, 'over'> {
  /** Lin's concordance of the observed scores over tasks. */
  concordance: Estimate
  /** Bland and Altman's limits of agreement, y less x. */
  limits: LimitsOfAgreement | Undefined
  /** Share of the tasks that are shown to differ by less than the margin. */
  equivalent: Quantity
  /** Observed scores by task name. */
  points: LevelPoint[]
}

interface LevelPoint {
  task: string
  cluster: string
  items: number
  x: number
  y: number
  /** Two one-sided tests of y less x against the margin, raw. */
  equal: PValue
}

/** Is the association found in every base model, and is any difference between them shown? */
export interface ReplicationEvidence extends Omit<Replication, 'over'> {
  /** Each base model by itself. */
  models: { model: string; state: VerdictState; reason: string; correlation: Estimate; test: FamilyTest }[]
  /** Differences of atanh(correlation). */
  pairs: { a: string; b: string; difference: number; lower: number; upper: number; test: FamilyTest }[]
}

/** What does each defect of the released experiments do to the correlation of x and y over tasks? */
export interface ArtefactsEvidence extends Omit<Artefacts, 'over'> {
  /** With no defect on. */
  strict: MeasuredCorrelation
  /** Each defect alone, with what it needs; then all together. */
  steps: ArtefactStep[]
}

/** Noise-corrected, with its interval; and Spearman's of the observed scores, which is what the paper has. */
export interface MeasuredCorrelation {
  correlation: Estimate
  spearman: Quantity
}

export interface ArtefactStep extends MeasuredCorrelation {
  name: string
  /** Defects that are on, and those that it is compared with; none: strict. */
  on: string[]
  against: string[]
  /** Tasks whose score under x or y is another than without it. */
  moved: number
  /** Without the defect, on the same items. */
  before: MeasuredCorrelation
  /** Change of the noise-corrected correlation. */
  change: Estimate
  test: FamilyTest
}

/** How large is the mean difference over tasks? In scores: .03 is 3 points. */
export interface DifferenceEvidence extends Omit<Difference, 'over'> {
  /** What the two tests say together, whatever is claimed. */
  finding: Finding
  /** Mean over tasks, with the interval of the declared claim. */
  difference: Estimate
  /** The same interval for a claim about exactly these tasks, and for one about a population of tasks. */
  intervals: { items: Interval; tasks: Interval }
  /** Test of "no difference", two-sided. */
  zero: PValue
  /** Two one-sided tests against the margin, and the interval of level 1 - 2 alpha that they stand for. */
  equivalence: { p: PValue; interval: Interval }
  /** Of a trend: do the means of the tasks rise with the level, by ranks (Page)? Falling, where the slope is below 0. */
  ranks?: PValue
  /** Mean difference of each task, sorted by task name. */
  tasks: TaskDifference[]
}

/** `better`: above 0, and not shown to be below the margin; `worse`: below 0; `equivalent`: shown to lie inside the margin. */
export type Finding = 'better' | 'worse' | 'equivalent' | 'inconclusive'

export interface TaskDifference {
  task: string
  cluster: string
  items: number
  difference: number
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
      alternative: 'greater' | 'two-sided' | 'equivalence'
      method: string
      /** Smallest p that this test could have given; 0 for an approximation by a distribution, which has no least p. */
      attainable: number
      /** Random permutations or resamples drawn; 0 when all arrangements were enumerated. */
      resamples: number
    }
  | Undefined

/** A p-value, and the same corrected for the `members` planned tests of the family (undefined ones count as 1). */
export interface FamilyTest {
  raw: PValue
  adjusted: Quantity
  correction: Correction
  members: number
}

export type Correction = 'Holm' | 'Benjamini-Hochberg'

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
  spearman: RankCorrelation
  kendall: Quantity
  /** Permutation over all tasks, ignoring clusters. */
  freePermutation: PValue
}

export interface RankCorrelation {
  value: Quantity
  interval: Interval
  p: PValue
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
  what: 'items' | 'items per task' | 'tasks' | 'clusters' | 'tasks in existing clusters' | 'cells' | 'other'
  have: number
  /** Absent when no number would do. */
  need?: number
  /** The whole advice as a sentence without a final stop. */
  text: string
}
