// Generated from report.schema.json by generate.ts. Do not edit.

/**
 * The answer. `refuted` and `inconclusive` are different: only the first rules the claim out.
 */
export type VerdictState = 'supported' | 'refuted' | 'inconclusive'
/**
 * A p-value, or why there is none.
 */
export type PValue = KnownPValue | Undefined
/**
 * A number, or why there is none.
 */
export type Quantity = KnownQuantity | Undefined
/**
 * What was declared and found, by the kind of the relation.
 */
export type Evidence =
  | AssociationEvidence
  | DifferenceEvidence
  | NearChanceEvidence
  | BoundEvidence
  | AgreementEvidence
  | ReplicationEvidence
  | ArtefactsEvidence
  | ConsistencyEvidence
  | MatchEvidence
/**
 * An interval, or why there is none.
 */
export type Interval = EffectInterval | Undefined
/**
 * A mean score with what is known of its uncertainty.
 */
export type Estimate = EstimatedScore | Undefined
/**
 * Mean score of the candidate minus that of the baseline; over tasks, each counting once.
 */
export type GateDifference = KnownGateDifference | Undefined
/**
 * What the rewrites of a property did to scores and answers, in the cases of the first pass whose prompt changed. It decides nothing.
 */
export type PropertyRobustness = KnownRobustness | ProvedRobustness | Undefined
/**
 * Cases in which one rewrite, or several, changed the prompt.
 */
export type RobustnessRow = KnownRobustnessRow | UnknownRobustnessRow
/**
 * Variance that the levels of a factor give to all items of a task alike.
 */
export type SharedFactor = KnownSharedFactor | UnknownSharedFactor
/**
 * How far the score may be off for other levels of what it covers; all else is taken as it is.
 */
export type SpreadError = KnownSpreadError | UnknownSpreadError
/**
 * What the seeds of tuning do to the score as it is written, where the property is asked of several seeds of one model under one condition.
 */
export type PropertySeeds = KnownPropertySeeds | UnknownPropertySeeds
/**
 * Mean score of a uniform guess.
 */
export type Chance = KnownChance | Undefined
/**
 * Tasks that take part; those that tuning did not see are held out. Where both groups are the same tasks, only one is there.
 */
export type TaskGroup = 'all tasks' | 'held-out tasks'

/**
 * Everything one study found: what was asked, of which models, every score, and every verdict. It holds nothing about a particular run: a resumed run and an undisturbed run on one machine give the same bytes. Scores are in [0, 1].
 */
export interface Report {
  /**
   * Version of this schema. It changes when a reader of the old one would misread the new one.
   */
  schema: 1
  /**
   * Version of kshot that wrote the report.
   */
  kshot: string
  study: ReportStudy
  environment: ReportEnvironment
  /**
   * Base models, in the study's order.
   */
  models: ReportModel[]
  /**
   * Conditions that were measured, in the study's order.
   */
  conditions: ReportCondition[]
  tokens: ReportTokens
  /**
   * One per hypothesis and base model, by name of the hypothesis, then in the study's order of models.
   */
  verdicts: ReportVerdict[]
  /**
   * Floors that tasks set under their scores, by file and line, then in the study's order of models.
   */
  checks: ReportCheck[]
  /**
   * One per gate, by name.
   */
  gates: ReportGate[]
  /**
   * One per property and model that was asked, by name.
   */
  properties: ReportProperty[]
  /**
   * What a reader should know before trusting a number; each once.
   */
  warnings: ReportWarning[]
  /**
   * What was asked for and is not in the report, and why. Empty when the report is complete.
   */
  missing: ReportMissing[]
  /**
   * Tasks, by cluster and name.
   */
  tasks: ReportTask[]
  /**
   * Mean scores over groups of tasks, one entry per base model and group.
   */
  means: ReportMean[]
  tables: ReportTables
  /**
   * One score with its interval per task, base model and condition; seeds are pooled.
   */
  estimates: ReportEstimate[]
  /**
   * The item scores behind all of it, one entry per task, base model, condition and seed.
   */
  cells: ReportCell[]
}
/**
 * The study, as its study file names it.
 */
export interface ReportStudy {
  /**
   * Name of the study.
   */
  name: string
  /**
   * Seed of exemplar draws and permutation tests.
   */
  seed: number
  /**
   * Test items used per task, in file order.
   */
  items: number
  /**
   * Defects of the released experiments that are switched on; absent in strict mode.
   *
   * @minItems 1
   */
  defects?: string[]
}
/**
 * What the last digits of the scores depend on.
 */
export interface ReportEnvironment {
  /**
   * The engine that computed the log-probabilities.
   */
  engine: KnownEngine | UnknownEngine
}
/**
 * An engine that said what its digits depend on.
 */
export interface KnownEngine {
  /**
   * Says which kind of entry this is.
   */
  state: 'known'
  /**
   * Version of the engine's arithmetic; changes whenever results may change in any digit.
   */
  version: string
  /**
   * Name and version of the numeric runtime.
   */
  runtime: string
  /**
   * Where the arithmetic ran.
   */
  device: string
  /**
   * Number format of weights and activations.
   */
  precision: string
  /**
   * Most tokens in one pack.
   */
  packTokens: number
}
/**
 * No engine was asked before the run ended.
 */
export interface UnknownEngine {
  /**
   * Says which kind of entry this is.
   */
  state: 'unknown'
}
/**
 * A base model and what was tuned from it.
 */
export interface ReportModel {
  /**
   * Name of the base model in the study.
   */
  name: string
  /**
   * SHA-256 of the base weights, in hexadecimal; absent when they were not read.
   */
  weights?: string
  /**
   * Tuned versions, in the study's order.
   */
  tuned: TunedModel[]
}
/**
 * One tuned version of a base model.
 */
export interface TunedModel {
  /**
   * Recipe it was tuned with.
   */
  recipe: string
  /**
   * Seed of the tuning run.
   */
  seed: number
  /**
   * SHA-256 of the tuned weights or of the adapter, in hexadecimal; absent when they were not read.
   */
  weights?: string
}
/**
 * A way of asking that was measured.
 */
export interface ReportCondition {
  /**
   * Name of the condition in the study.
   */
  name: string
  /**
   * Whose weights answer: `none` for the analytic random baseline, `base`, or the name of a recipe.
   */
  weights: string
  /**
   * How it asks, as the study declares it, defaults filled in: one text per key, `exemplars.shots` for a key inside a key. Empty for the analytic random baseline.
   */
  settings: {
    [k: string]: string
  }
  /**
   * Most test items used under this condition.
   */
  items: number
  /**
   * Names of the tasks that it asks, where not all of the study.
   */
  tasks?: string[]
  /**
   * Seeds that were pooled, ascending; empty where no seed matters.
   */
  seeds: number[]
  /**
   * Whether a verdict or a check names this condition. A narrow page shows these first.
   */
  asked: boolean
}
/**
 * Tokens behind the cells of the report, whichever run computed them.
 */
export interface ReportTokens {
  /**
   * Distinct nodes of the token tries.
   */
  needed: number
  /**
   * Tokens that went through a model.
   */
  computed: number
  /**
   * Tokens that one row per sequence would take.
   */
  naive: number
  /**
   * Share of the naive tokens that sharing saved, 1 - computed / naive; absent when there are none.
   */
  shared?: number
}
/**
 * The answer to one hypothesis for one base model: a state, what would decide it, and the evidence of its relation.
 */
export interface ReportVerdict {
  /**
   * Short name of the hypothesis.
   */
  hypothesis: string
  /**
   * What it claims.
   */
  claim: string
  /**
   * Planned tests of one family share its error rate.
   */
  family: string
  /**
   * Base model that this verdict is about.
   */
  model: string
  /**
   * Tasks that take part: a group, or a list of names.
   */
  over: ('all tasks' | 'held-out tasks' | 'trained tasks') | string[]
  /**
   * Conditions whose cells were read.
   */
  conditions: string[]
  /**
   * Error rate of the family.
   */
  alpha: number
  /**
   * The state that the hypothesis file expects.
   */
  expect: 'supported' | 'refuted' | 'inconclusive'
  /**
   * Whether the state is the expected one.
   */
  asExpected: boolean
  state: VerdictState
  /**
   * Why this state, in one sentence without a final stop.
   */
  reason: string
  /**
   * What more would decide an inconclusive verdict; empty for the other states.
   */
  toDecide: Need[]
  /**
   * Doubts that do not change the state, each a sentence without a final stop.
   */
  warnings: string[]
  /**
   * The question in words.
   */
  question: string
  /**
   * The quantity that is estimated, in words.
   */
  estimand: string
  test: FamilyTest
  counts: Counts
  /**
   * Seed of every random procedure behind this verdict.
   */
  seed: number
  evidence: Evidence
  /**
   * Hypothesis file, relative to the project, with forward slashes.
   */
  file: string
  /**
   * Line of the expectation, from 1.
   */
  line: number
  /**
   * Column of the expectation, from 1.
   */
  column: number
}
/**
 * One thing that would move the verdict.
 */
export interface Need {
  /**
   * What is short.
   */
  what: 'items' | 'items per task' | 'tasks' | 'clusters' | 'tasks in existing clusters' | 'cells' | 'other'
  /**
   * How many there are.
   */
  have: number
  /**
   * How many it would take; absent when no number would do.
   */
  need?: number
  /**
   * The whole advice as a sentence without a final stop.
   */
  text: string
}
/**
 * The planned test that the claim rests on; of several the one with the smallest p. All p are in the evidence.
 */
export interface FamilyTest {
  raw: PValue
  adjusted: Quantity
  /**
   * How the p-value is corrected for the family.
   */
  correction: 'Holm' | 'Benjamini-Hochberg'
  /**
   * Planned tests of the family; one that could not be computed counts as 1.
   */
  members: number
}
/**
 * A p-value.
 */
export interface KnownPValue {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * The p-value, in (0, 1].
   */
  p: number
  /**
   * Direction of the test; `equivalence`: against a difference as large as the margin, either way.
   */
  alternative: 'greater' | 'two-sided' | 'equivalence'
  /**
   * Name of the test.
   */
  method: string
  /**
   * Smallest p that this test could have given; absent for an approximation by a distribution.
   */
  attainable?: number
  /**
   * Random permutations or resamples drawn; 0 when all arrangements were enumerated.
   */
  resamples: number
}
/**
 * A quantity that cannot be computed. Never written as 0 or left out.
 */
export interface Undefined {
  /**
   * Says which kind of entry this is.
   */
  state: 'undefined'
  /**
   * Why it cannot be computed.
   */
  reason: string
}
/**
 * A number.
 */
export interface KnownQuantity {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * The number.
   */
  value: number
}
/**
 * What the verdict rests on.
 */
export interface Counts {
  /**
   * Tasks.
   */
  tasks: number
  /**
   * Clusters.
   */
  clusters: number
  /**
   * Tasks that share their cluster with another: only these can be permuted.
   */
  tasksInSharedClusters: number
  /**
   * Paired items.
   */
  items: {
    /**
     * All.
     */
    total: number
    /**
     * Fewest in one task.
     */
    fewest: number
    /**
     * Most in one task.
     */
    most: number
  }
  /**
   * Items of one condition that another was declared not to use.
   */
  leftOutByDesign: number
  /**
   * Items within the declared sets that some condition lacks.
   */
  missing: number
  /**
   * Seeds by condition, where a recipe was tuned.
   */
  seeds: SeedsOfCondition[]
}
/**
 * Seeds of one condition.
 */
export interface SeedsOfCondition {
  /**
   * Condition.
   */
  condition: string
  /**
   * Seeds.
   */
  seeds: number[]
}
/**
 * Do the scores of y follow those of x over tasks?
 */
export interface AssociationEvidence {
  /**
   * Says which kind of entry this is.
   */
  kind: 'association'
  /**
   * Condition on the x axis.
   */
  x: string
  /**
   * Condition on the y axis.
   */
  y: string
  /**
   * Controls of the partial correlation: conditions, or `chance`.
   */
  given: string[]
  /**
   * Smallest correlation that would matter.
   */
  minimum: number
  /**
   * Supported, and the lower bound reaches the declared minimum.
   */
  strong: boolean
  /**
   * Noise-corrected correlation over tasks.
   */
  correlation: Effect | Undefined
  /**
   * Share of the observed variance over tasks that is not noise: x, y, then the scored controls.
   */
  reliabilities: Reliability[]
  partial?: PartialVerdict
  notCorrected: NotCorrected
  /**
   * Observed scores by task, chance-normalised (0 = chance, 1 = perfect), by task name.
   */
  points: Point[]
}
/**
 * A correlation or a difference, and its interval.
 */
export interface Effect {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * The estimate. A noise-corrected correlation may lie beyond ±1.
   */
  value: number
  /**
   * How it was estimated.
   */
  method: string
  interval: Interval
}
/**
 * Interval of a correlation or a difference.
 */
export interface EffectInterval {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Lower end.
   */
  lower: number
  /**
   * Upper end.
   */
  upper: number
  /**
   * Two-sided confidence level, e.g. 0.95.
   */
  level: number
  /**
   * How the interval was made.
   */
  method: string
  /**
   * The level is known to be reached only roughly.
   */
  approximate: boolean
  /**
   * Why it is approximate; empty when it is not.
   */
  because: string[]
}
/**
 * Reliability of one condition over tasks.
 */
export interface Reliability {
  /**
   * Condition.
   */
  condition: string
  reliability: Quantity
}
/**
 * The association beyond the controls; absent when the hypothesis names none.
 */
export interface PartialVerdict {
  /**
   * Controls, as declared.
   */
  given: string[]
  /**
   * Controls that carry no information of their own.
   */
  dropped: DroppedControl[]
  state: VerdictState
  /**
   * Why this state.
   */
  reason: string
  /**
   * Noise-corrected partial correlation.
   */
  correlation: Effect | Undefined
  /**
   * What more would decide it.
   */
  toDecide: Need[]
  /**
   * Freedman-Lane permutation on mid-ranks of observed scores; too liberal where the control is noisy.
   */
  onRanks: KnownPValue | Undefined
  /**
   * Error of y of a left-out cluster, predicted from the controls.
   */
  prediction: KnownPrediction | Undefined
}
/**
 * A control that was dropped.
 */
export interface DroppedControl {
  /**
   * Control.
   */
  control: string
  /**
   * Why it was dropped.
   */
  reason: string
}
/**
 * Mean squared errors of prediction.
 */
export interface KnownPrediction {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * From the controls alone.
   */
  without: number
  /**
   * From the controls and x.
   */
  with: number
}
/**
 * The same data without the correction for noise and shared items, for comparison.
 */
export interface NotCorrected {
  spearman: RankCorrelation
  kendall: Quantity
  freePermutation: PValue
}
/**
 * Spearman correlation of observed scores; its interval is for the attenuated coefficient.
 */
export interface RankCorrelation {
  value: Quantity
  interval: Interval
  p: PValue
}
/**
 * One task in the plane of the hypothesis.
 */
export interface Point {
  /**
   * Task.
   */
  task: string
  /**
   * Its cluster.
   */
  cluster: string
  /**
   * Paired items.
   */
  items: number
  /**
   * Mean chance level of the paired items.
   */
  chance: number
  /**
   * Normalised score under x.
   */
  x: number
  /**
   * Normalised score under y.
   */
  y: number
}
/**
 * How large is the mean difference over tasks? In scores: 0.03 is 3 points.
 */
export interface DifferenceEvidence {
  /**
   * `comparison`: a - b; `contrast`: (a - b) - (c - d); `trend`: slope per step.
   */
  kind: 'comparison' | 'contrast' | 'trend'
  /**
   * Of a comparison a, b; of a contrast a, b, c, d; of a trend its levels in order.
   */
  conditions: string[]
  /**
   * What is claimed of the mean: inside the margin, above 0, or not 0.
   */
  is: 'equal' | 'greater' | 'different'
  /**
   * Of what the data are a sample: of the items of exactly these tasks, or of clusters of tasks.
   */
  generalise: 'items' | 'tasks'
  /**
   * Differences below this are too small to matter.
   */
  margin: number
  /**
   * What both tests say together, whatever is claimed.
   */
  finding: 'better' | 'worse' | 'equivalent' | 'inconclusive'
  /**
   * Mean over tasks, each counting once.
   */
  difference: Effect | Undefined
  /**
   * The interval for either claim.
   */
  intervals: {
    items: Interval
    tasks: Interval
  }
  zero: PValue
  /**
   * Two one-sided tests against the margin, and the interval of level 1 - 2 alpha that they stand for.
   */
  equivalence: {
    p: PValue
    interval: Interval
  }
  ranks?: PValue
  /**
   * Mean difference of each task, by task name.
   */
  tasks: TaskDifference[]
}
/**
 * The difference on one task.
 */
export interface TaskDifference {
  /**
   * Task.
   */
  task: string
  /**
   * Its cluster.
   */
  cluster: string
  /**
   * Paired items.
   */
  items: number
  /**
   * Mean over items.
   */
  difference: number
}
/**
 * On which tasks do the scores lie at chance, on which not?
 */
export interface NearChanceEvidence {
  /**
   * Says which kind of entry this is.
   */
  kind: 'chance'
  joint: PValue
  /**
   * Condition that should know nothing.
   */
  condition: string
  /**
   * Differences below this are too small to matter.
   */
  margin: number
  /**
   * Share of tasks that must lie at chance.
   */
  share: number
  equivalent: Quantity
  /**
   * By task name.
   */
  tasks: TaskAtChance[]
}
/**
 * One task beside its level of chance.
 */
export interface TaskAtChance {
  /**
   * Task.
   */
  task: string
  /**
   * Its cluster.
   */
  cluster: string
  /**
   * Paired items.
   */
  items: number
  /**
   * Level of chance.
   */
  level: number
  /**
   * Mean score less the level of chance.
   */
  difference: number
  /**
   * Lower end of the interval of level 1 - 2 alpha.
   */
  lower: number
  /**
   * Upper end.
   */
  upper: number
  /**
   * Whether that interval lies inside the margin.
   */
  equivalent: boolean
  /**
   * p of "at least the margin away".
   */
  nearP: number
  /**
   * Test of "at chance", two-sided.
   */
  p: number
  /**
   * The same, corrected for the family.
   */
  adjusted: number
  /**
   * Test of "within twice the margin of chance", raw and after Holm over these tasks.
   */
  far: {
    /**
     * Raw.
     */
    p: number
    /**
     * After Holm.
     */
    adjusted: number
  }
}
/**
 * On which tasks does a condition exceed the best of others by the margin?
 */
export interface BoundEvidence {
  /**
   * Says which kind of entry this is.
   */
  kind: 'bound'
  /**
   * Condition that may exceed.
   */
  condition: string
  /**
   * Conditions whose best is the bound.
   */
  by: string[]
  /**
   * Differences below this are too small to matter.
   */
  margin: number
  /**
   * By task name.
   */
  tasks: TaskBeyond[]
}
/**
 * One task beside its bound.
 */
export interface TaskBeyond {
  /**
   * Task.
   */
  task: string
  /**
   * Its cluster.
   */
  cluster: string
  /**
   * Relation to the tuning mixture: `untouched` when no task of the cluster was trained.
   */
  role: 'trained' | 'held-out' | 'untouched' | 'unknown'
  /**
   * Paired items.
   */
  items: number
  /**
   * The best of the bounding conditions, on the items that chose it.
   */
  bound: string
  /**
   * Mean score less that of the bound, on the items that test it.
   */
  difference: number
  /**
   * Simultaneous lower bound: all such bounds of the family hold together.
   */
  lower: number
  /**
   * Upper bound of this task alone, one-sided.
   */
  upper: number
  /**
   * Test of "at most the margin", one-sided.
   */
  p: number
  /**
   * The same, corrected for the family.
   */
  adjusted: number
  /**
   * Whether the task exceeds its bound by the margin.
   */
  exceeds: boolean
  /**
   * Whether the task is shown to be solved by the condition, and not by its bound.
   */
  solved: SolvedAlone | Undefined
}
/**
 * Bounds of scores on the scale from chance (0) to perfect (1); all such bounds of the family hold together.
 */
export interface SolvedAlone {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Lower bound of the condition.
   */
  lower: number
  /**
   * Upper bound of the best other condition.
   */
  upper: number
  /**
   * Whether the first lies above .1 and the second below.
   */
  alone: boolean
}
/**
 * Are the scores of y those of x, task by task?
 */
export interface AgreementEvidence {
  /**
   * Says which kind of entry this is.
   */
  kind: 'agreement'
  /**
   * Condition on the x axis.
   */
  x: string
  /**
   * Condition on the y axis.
   */
  y: string
  /**
   * Smallest concordance that is agreement.
   */
  minimum: number
  /**
   * Differences on a single task below this are too small to matter.
   */
  margin: number
  /**
   * Lin's concordance over tasks.
   */
  concordance: Effect | Undefined
  /**
   * Bland and Altman's limits of agreement, y less x.
   */
  limits: LimitsOfAgreement | Undefined
  equivalent: Quantity
  /**
   * Observed scores by task name.
   */
  points: LevelPoint[]
}
/**
 * Where differences between tasks usually lie.
 */
export interface LimitsOfAgreement {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Mean difference.
   */
  bias: {
    /**
     * Estimate.
     */
    value: number
    /**
     * Lower end of its interval.
     */
    lower: number
    /**
     * Upper end.
     */
    upper: number
  }
  /**
   * Lower limit.
   */
  low: {
    /**
     * Estimate.
     */
    value: number
    /**
     * Lower end of its interval.
     */
    lower: number
    /**
     * Upper end.
     */
    upper: number
  }
  /**
   * Upper limit.
   */
  high: {
    /**
     * Estimate.
     */
    value: number
    /**
     * Lower end of its interval.
     */
    lower: number
    /**
     * Upper end.
     */
    upper: number
  }
  /**
   * Share of the differences between the limits, if they are normal.
   */
  level: number
}
/**
 * One task in the plane of the two conditions.
 */
export interface LevelPoint {
  /**
   * Task.
   */
  task: string
  /**
   * Its cluster.
   */
  cluster: string
  /**
   * Paired items.
   */
  items: number
  /**
   * Mean score under x.
   */
  x: number
  /**
   * Mean score under y.
   */
  y: number
  equal: PValue
}
/**
 * Is the association found in every base model, and the same in all?
 */
export interface ReplicationEvidence {
  /**
   * Says which kind of entry this is.
   */
  kind: 'replication'
  /**
   * Condition on the x axis.
   */
  x: string
  /**
   * Condition on the y axis.
   */
  y: string
  /**
   * Smallest correlation that would matter.
   */
  minimum: number
  /**
   * Each base model by itself.
   */
  models: ModelAssociation[]
  /**
   * Differences between base models.
   */
  pairs: PairOfModels[]
}
/**
 * The association in one base model.
 */
export interface ModelAssociation {
  /**
   * Base model.
   */
  model: string
  state: VerdictState
  /**
   * Why this state.
   */
  reason: string
  /**
   * Noise-corrected correlation over tasks.
   */
  correlation: Effect | Undefined
  test: FamilyTest
}
/**
 * How far the correlations of two base models differ, on the atanh scale.
 */
export interface PairOfModels {
  /**
   * One base model.
   */
  a: string
  /**
   * The other.
   */
  b: string
  /**
   * That of a less that of b.
   */
  difference: number
  /**
   * Lower end of its interval.
   */
  lower: number
  /**
   * Upper end.
   */
  upper: number
  test: FamilyTest
}
/**
 * What does each defect of the released experiments do to the correlation of x and y?
 */
export interface ArtefactsEvidence {
  /**
   * Says which kind of entry this is.
   */
  kind: 'artefacts'
  /**
   * Condition on the x axis.
   */
  x: string
  /**
   * Condition on the y axis.
   */
  y: string
  /**
   * Defects that are switched on, one at a time.
   */
  defects: string[]
  /**
   * Items of each task whose answers are written, where fewer than their condition's.
   */
  items?: number
  /**
   * Smaller changes of a correlation are declared not to matter.
   */
  margin: number
  strict: MeasuredCorrelation
  /**
   * Each defect alone, with what it needs; then all together.
   */
  steps: ArtefactStep[]
}
/**
 * A correlation over tasks.
 */
export interface MeasuredCorrelation {
  /**
   * Noise-corrected correlation.
   */
  correlation: Effect | Undefined
  spearman: Quantity
}
/**
 * What one defect changes.
 */
export interface ArtefactStep {
  /**
   * The defect, or all together.
   */
  name: string
  /**
   * Defects that are on.
   */
  on: string[]
  /**
   * Defects that are on in what it is compared with; none: strict.
   */
  against: string[]
  /**
   * Tasks whose score under x or y is another than without it.
   */
  moved: number
  before: MeasuredCorrelation
  /**
   * Noise-corrected correlation with it.
   */
  correlation: Effect | Undefined
  spearman: Quantity
  /**
   * Change of the noise-corrected correlation.
   */
  change: Effect | Undefined
  test: FamilyTest
}
/**
 * Do tuned models fail on the items on which their own base model fails, more than on those on which others fail?
 */
export interface ConsistencyEvidence {
  /**
   * Says which kind of entry this is.
   */
  kind: 'consistency'
  /**
   * Condition that asks the base models.
   */
  x: string
  /**
   * Condition that asks the models tuned from them.
   */
  y: string
  /**
   * Smallest specificity that would matter.
   */
  minimum: number
  /**
   * Kappa with the own base model less the mean of those with the others; mean over base models.
   */
  specificity: Effect | Undefined
  /**
   * Each base model by itself.
   */
  models: ModelConsistency[]
}
/**
 * Error consistency of the models tuned from one base model.
 */
export interface ModelConsistency {
  /**
   * Base model.
   */
  model: string
  /**
   * Kappa with their own base model.
   */
  matched: Effect | Undefined
  mismatched: Quantity
  /**
   * Kappa with their own base model less the mean of those with the others.
   */
  specificity: Effect | Undefined
  /**
   * Odds ratio with their own base model, over the geometric mean of those with the others: 1 is none.
   */
  oddsRatio: Effect | Undefined
  p: PValue
  /**
   * Kappa with each of the other base models.
   */
  others: PairConsistency[]
}
/**
 * Error consistency with another base model.
 */
export interface PairConsistency {
  /**
   * The other base model.
   */
  model: string
  /**
   * Kappa.
   */
  consistency: Effect | Undefined
}
/**
 * Do tuned scores follow those of their own base model over tasks, more than those of others?
 */
export interface MatchEvidence {
  /**
   * Says which kind of entry this is.
   */
  kind: 'match'
  /**
   * Condition that asks the base models.
   */
  x: string
  /**
   * Condition that asks the models tuned from them.
   */
  y: string
  /**
   * Smallest specificity that would matter.
   */
  minimum: number
  /**
   * atanh of the correlation with the own base model less that with the others; mean over base models.
   */
  specificity: Effect | Undefined
  /**
   * Each base model by itself.
   */
  models: ModelMatch[]
  /**
   * Of x and y in each base model.
   */
  reliabilities: Reliability[]
}
/**
 * How the scores of the models tuned from one base model follow those of each base model.
 */
export interface ModelMatch {
  /**
   * Base model.
   */
  model: string
  matched: Quantity
  mismatched: Quantity
  /**
   * atanh of the noise-corrected correlation with their own base model less that with the others.
   */
  specificity: Effect | Undefined
  p: PValue
  /**
   * Noise-corrected correlation with each of the other base models.
   */
  others: PairMatch[]
}
/**
 * Correlation with another base model.
 */
export interface PairMatch {
  /**
   * The other base model.
   */
  model: string
  correlation: Quantity
}
/**
 * A floor under a score, and whether it held.
 */
export interface ReportCheck {
  /**
   * `passed`: the score is at least the floor. `failed`: it is below. `unmeasured`: there is no score.
   */
  state: 'passed' | 'failed' | 'unmeasured'
  /**
   * Task that sets the floor.
   */
  task: string
  /**
   * Base model that was asked.
   */
  model: string
  /**
   * Condition the floor is under.
   */
  condition: string
  /**
   * The floor, in [0, 1].
   */
  atLeast: number
  estimate: Estimate
  /**
   * Task file, relative to the project, with forward slashes.
   */
  file: string
  /**
   * Line of the check, from 1.
   */
  line: number
  /**
   * Column of the check, from 1.
   */
  column: number
}
/**
 * A mean score.
 */
export interface EstimatedScore {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * The mean, in [0, 1].
   */
  value: number
  /**
   * Units that were averaged: items, or tasks for a mean over tasks.
   */
  n: number
  /**
   * How far the mean may be off.
   */
  interval: ScoreInterval | Undefined
}
/**
 * Interval of a mean score.
 */
export interface ScoreInterval {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Lower end.
   */
  lower: number
  /**
   * Upper end.
   */
  upper: number
  /**
   * Distance from the mean to the farther end: mean ± plusMinus covers the whole interval.
   */
  plusMinus: number
  /**
   * Two-sided confidence level, e.g. 0.95.
   */
  level: number
  /**
   * How the interval was made.
   */
  method: string
}
/**
 * A candidate checkpoint held against a baseline.
 */
export interface ReportGate {
  /**
   * Short name.
   */
  gate: string
  /**
   * What a pass says.
   */
  claim: string
  /**
   * `regression`: the corrected evidence shows that a task, or all together by more than the margin, got worse. `no regression`: a loss of the margin is excluded for the mean over tasks and for each critical task. `improvement`: the same, and the mean rose. `inconclusive`: the items decide nothing.
   */
  state: 'regression' | 'no regression' | 'improvement' | 'inconclusive'
  /**
   * What became of its test; `warned` is a pass that tells of an inconclusive gate.
   */
  outcome: 'passed' | 'failed' | 'warned'
  /**
   * Why, in words.
   */
  reason: string
  /**
   * Checkpoint that is to pass.
   */
  candidate: string
  /**
   * Checkpoint or record that it is compared with.
   */
  baseline: string
  /**
   * Condition under which both were asked.
   */
  condition: string
  /**
   * A smaller loss of the mean over tasks counts as none.
   */
  margin: number
  /**
   * Bound on the chance of a false block, and of a false pass.
   */
  alpha: number
  /**
   * `sequential`: a look after every block of items. `fixed`: one look.
   */
  method: 'sequential' | 'fixed'
  /**
   * When a sequential gate stops: each task once it is itself decided, or all once their mean and every critical task are.
   */
  stop: 'each task' | 'mean'
  /**
   * The only answer with which its test passes; absent where none was expected.
   */
  expect?: 'regression' | 'no regression' | 'improvement' | 'inconclusive'
  /**
   * What the test does when the items decide nothing.
   */
  onInconclusive: 'fail' | 'warn' | 'pass'
  pooled: GateDifference
  items: GateItems
  /**
   * What would decide an inconclusive gate.
   */
  toDecide: string[]
  /**
   * Gate file, relative to the project, with forward slashes.
   */
  file: string
  /**
   * Line of `expect`, or of its name where nothing was expected, from 1.
   */
  line: number
  /**
   * Column of the same.
   */
  column: number
  /**
   * Its tasks, by name.
   */
  tasks: GateTask[]
}
/**
 * A difference that could be computed.
 */
export interface KnownGateDifference {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * The difference.
   */
  value: number
  /**
   * Its bounds.
   */
  interval: GateInterval | Undefined
  /**
   * How the bounds were found.
   */
  method: string
}
/**
 * Each bound is wrong with a chance of at most alpha; for a sequential gate over all looks together.
 */
export interface GateInterval {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Lower bound.
   */
  lower: number
  /**
   * Upper bound.
   */
  upper: number
}
/**
 * Items that were asked of both, and all there are.
 */
export interface GateItems {
  /**
   * Asked before the gate was decided.
   */
  asked: number
  /**
   * All.
   */
  of: number
}
/**
 * One task of a gate.
 */
export interface GateTask {
  /**
   * Task.
   */
  task: string
  /**
   * Whether it must itself be shown to be no worse than the margin.
   */
  critical: boolean
  /**
   * Its own answer: `regression` after correction over all tasks of the gate; `no regression` where a loss of the margin is excluded, `improvement` where it rose too, each wrong with a chance of alpha; else `inconclusive`.
   */
  state: 'regression' | 'no regression' | 'improvement' | 'inconclusive'
  difference: GateDifference
  /**
   * Evidence for a loss.
   */
  worse: GateEValue | GatePValue | Undefined
  items: GateItems
  /**
   * Items that were asked, in the order of their turns: by the hash of the study's seed, the task and the item. The lists below are aligned with them.
   */
  ids: string[]
  /**
   * Scores of the candidate, in [0, 1].
   */
  candidate: number[]
  /**
   * Scores of the baseline, in [0, 1].
   */
  baseline: number[]
}
/**
 * Evidence of a sequential gate; it counts from 1 / alpha on.
 */
export interface GateEValue {
  /**
   * Says which kind of entry this is.
   */
  state: 'e-value'
  /**
   * Natural logarithm of the e-value.
   */
  logE: number
  /**
   * The same after e-Holm over the tasks of the gate and all of them together.
   */
  corrected: number
}
/**
 * Evidence of a fixed gate; it counts up to alpha.
 */
export interface GatePValue {
  /**
   * Says which kind of entry this is.
   */
  state: 'p-value'
  /**
   * One-sided p of `no worse`.
   */
  p: number
  /**
   * The same after Holm over the tasks of the gate and all of them together.
   */
  corrected: number
}
/**
 * A law about prompts, asked of one model.
 */
export interface ReportProperty {
  /**
   * Short name.
   */
  property: string
  /**
   * What holds.
   */
  claim: string
  /**
   * Base model.
   */
  model: string
  /**
   * The weights and the condition that were asked, as their test is named.
   */
  subject: string
  /**
   * `holds`: shown, or, where one case would refute it, not refuted by any planned case. `violated`: a case, or the rate or mean of all, refutes it. `inconclusive`: the cases decide nothing, or time ended the search.
   */
  state: 'holds' | 'violated' | 'inconclusive'
  /**
   * The answer with which its test passes.
   */
  expect: 'holds' | 'violated' | 'inconclusive'
  /**
   * Whether they are the same.
   */
  asExpected: boolean
  /**
   * Why, in words.
   */
  reason: string
  /**
   * What would decide an inconclusive one.
   */
  toDecide: string[]
  /**
   * Names of the rewrites, in their order.
   */
  rewrites: string[]
  /**
   * What must hold, and how often, in words.
   */
  law: string
  /**
   * Its tasks, in the order of the study.
   */
  tasks: string[]
  /**
   * Bound on the chance of each wrong answer about a share or a mean.
   */
  alpha: number
  /**
   * Of everything that was drawn.
   */
  seed: number
  cases: PropertyCounts
  /**
   * Share of the violated cases among those whose prompt changed.
   */
  violations: ViolationRate | Undefined
  robustness: PropertyRobustness
  counterexample?: PropertyCounterexample
  /**
   * Whether a single case was asked for by seed and path; the answer is then about this case.
   */
  replayed: boolean
  /**
   * Property file, relative to the project, with forward slashes.
   */
  file: string
  /**
   * Line of `expect`, or of its name where nothing was expected, from 1.
   */
  line: number
  /**
   * Column of the same.
   */
  column: number
}
/**
 * Cases of a property.
 */
export interface PropertyCounts {
  /**
   * Cases that its plan has.
   */
  planned: number
  /**
   * Those that were tried before time ended.
   */
  tried: number
  /**
   * Tried cases whose prompt the rewrites left as it was: they say nothing.
   */
  unchanged: number
  /**
   * Tried cases whose prompt is the same token ids as before: they hold, and nobody was asked.
   */
  proved: number
  /**
   * Tried cases that break the law by no more than rounding, as where two options are equally likely: they count as holding.
   */
  tied: number
  /**
   * Tried cases that break the law.
   */
  violated: number
  /**
   * Items among the tried cases whose prompt changed.
   */
  items: number
}
/**
 * A share of cases, several of which may be of one item.
 */
export interface ViolationRate {
  /**
   * That it can be estimated.
   */
  state: 'estimated'
  /**
   * The share.
   */
  value: number
  /**
   * Its lower bound, wrong with a chance of alpha.
   */
  lower: number
  /**
   * Its upper bound, the same.
   */
  upper: number
}
/**
 * A summary of cases that a model was asked about; a prompt that is the same tokens as before counts as one without change.
 */
export interface KnownRobustness {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * All cases first; where several rewrites are composed, then the cases that each changed alone, and those that several changed at once.
   */
  rows: RobustnessRow[]
  /**
   * What the score hangs on, or why that cannot be told.
   */
  spread: PropertySpread | Undefined
  seeds: PropertySeeds
  /**
   * What a score may hang on, and nothing varied: of exemplar draws, templates and seeds.
   */
  notVaried: string[]
}
/**
 * What rewriting did in some cases.
 */
export interface KnownRobustnessRow {
  /**
   * `all cases`, the rewrite that changed the prompt alone, or `several at once`.
   */
  of: string
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Their items.
   */
  items: number
  /**
   * Rewritten prompts, as often as they were drawn.
   */
  cases: number
  /**
   * Different prompts of an item, as it is written included.
   */
  variants: {
    /**
     * Of the item with the fewest.
     */
    fewest: number
    /**
     * Of the item with the most.
     */
    most: number
  }
  /**
   * Mean score as it is written.
   */
  before: number
  /**
   * Mean score of the rewritten prompts, each item counting once; less the former, it is the change.
   */
  average: number
  change: RobustnessValue
  /**
   * Share of the rewritten prompts that are answered otherwise than the item as it is written; each bound is wrong with a chance of .025.
   */
  flips: RobustnessValue | Undefined
  /**
   * Chance that two different prompts of an item are answered alike, over items.
   */
  agreement: RobustnessValue | Undefined
  /**
   * Scores under the worst of several prompts of an item.
   */
  worst: {
    /**
     * Mean of the lowest score of each item over its prompts: the share that is right under all of them. It falls as more are tried.
     */
    ofTried: number
    /**
     * The same for two prompts of an item drawn at random: comparable between numbers of prompts.
     */
    ofTwo: number
  }
}
/**
 * A value with its 95 % interval over items.
 */
export interface RobustnessValue {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * The value.
   */
  value: number
  /**
   * Its interval, or why there is none.
   */
  interval: RobustnessInterval | Undefined
}
/**
 * A 95 % interval.
 */
export interface RobustnessInterval {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Its lower end.
   */
  lower: number
  /**
   * Its upper end.
   */
  upper: number
}
/**
 * Cases that were not there.
 */
export interface UnknownRobustnessRow {
  /**
   * Which cases.
   */
  of: string
  /**
   * Says which kind of entry this is.
   */
  state: 'undefined'
  /**
   * Why it cannot be computed.
   */
  reason: string
}
/**
 * Variance components of a score, and error bars that name what they cover.
 */
export interface PropertySpread {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Mean score of the items as they are written.
   */
  value: number
  /**
   * These items.
   */
  items: number
  /**
   * Variance of a single score between items of a task; an estimate, which may lie below 0.
   */
  ofItems: number
  /**
   * Variance between the prompts of one item, whatever it comes from.
   */
  inside: number
  /**
   * What was varied, one entry each.
   */
  factors: SharedFactor[]
  /**
   * Error bars of the score as it is written: for other items, for these and other levels of one factor each, for these and other seeds where several were asked, and, where several of these are found, of all of them.
   */
  errors: SpreadError[]
}
/**
 * A factor of which several levels are each shared by several items.
 */
export interface KnownSharedFactor {
  /**
   * `exemplar draws`, `templates`, `seeds`, or the rewrite.
   */
  name: string
  /**
   * `none found`: the estimate is not above 0.
   */
  state: 'found' | 'none found'
  /**
   * The estimate, also where it is below 0.
   */
  variance: number
  /**
   * Its lower bound, of a 95 % interval that assumes normal effects.
   */
  lower: number
  /**
   * Its upper bound, the same.
   */
  upper: number
  /**
   * Degrees of freedom: about the number of levels that items share, less one a task; of seeds, less one.
   */
  degrees: number
}
/**
 * A factor whose variance cannot be told.
 */
export interface UnknownSharedFactor {
  /**
   * As above.
   */
  name: string
  /**
   * Says which kind of entry this is.
   */
  state: 'undefined'
  /**
   * Why it cannot be computed.
   */
  reason: string
}
/**
 * An error bar.
 */
export interface KnownSpreadError {
  /**
   * What it covers.
   */
  covers: string[]
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Half the width of the 95 % interval.
   */
  plusMinus: number
  /**
   * Square root of the variance of the score.
   */
  standardError: number
  /**
   * Degrees of freedom.
   */
  degrees: number
}
/**
 * No error bar.
 */
export interface UnknownSpreadError {
  /**
   * What it would cover.
   */
  covers: string[]
  /**
   * Says which kind of entry this is.
   */
  state: 'undefined'
  /**
   * Why it cannot be computed.
   */
  reason: string
}
/**
 * Variance components of items that all seeds were asked: items and seeds are crossed, and the variance of seeds is that of their means over these items. The same for each of these seeds.
 */
export interface KnownPropertySeeds {
  /**
   * These seeds, ascending.
   */
  asked: number[]
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Items that all of them were asked.
   */
  items: number
  /**
   * Items that only some of them were asked, as where time ended a search.
   */
  leftOut: number
  /**
   * Variance of a single score between items of a task; an estimate, which may lie below 0.
   */
  ofItems: number
  ofSeeds: KnownSharedFactor
  /**
   * Variance of a single score that is left inside a task: what a seed does to single items.
   */
  rest: number
}
/**
 * Nothing told of seeds.
 */
export interface UnknownPropertySeeds {
  /**
   * Seeds that were asked, ascending: none where the weights are not tuned.
   */
  asked: number[]
  /**
   * Says which kind of entry this is.
   */
  state: 'undefined'
  /**
   * Why it cannot be computed.
   */
  reason: string
}
/**
 * All changed prompts are the same tokens as before: nothing can change, and nobody was asked.
 */
export interface ProvedRobustness {
  /**
   * Says which kind of entry this is.
   */
  state: 'proved'
  /**
   * Cases whose prompt changed.
   */
  cases: number
  /**
   * Items of these cases.
   */
  items: number
}
/**
 * The smallest violation that was found.
 */
export interface PropertyCounterexample {
  /**
   * Name of its task.
   */
  task: string
  /**
   * Id of its item.
   */
  item: string
  /**
   * File of the item's row, relative to the project.
   */
  file: string
  /**
   * Line of the row, from 1.
   */
  line: number
  /**
   * What was changed, in the fewest words.
   */
  rewrite: string
  /**
   * The changes as plain JSON, one entry per rewrite.
   *
   * Items: One rewrite with its changes.
   */
  plan: {
    /**
     * Its name.
     */
    rewrite: string
    /**
     * What it changes.
     */
    changes: {
      [k: string]: string | number
    }[]
  }[]
  /**
   * Text of the right answer.
   */
  right: string
  before: PropertyReply
  after: PropertyReply
  /**
   * What draws it.
   */
  seed: number
  /**
   * Where it stands among what the seed draws.
   */
  path: string
  /**
   * A command that asks for this case alone, in a POSIX shell.
   */
  replay: string
  /**
   * Smaller violations that shrinking went through.
   */
  steps: number
  /**
   * Why no smaller one was looked for: there is none (`smallest`), or what ended shrinking.
   */
  ended: 'smallest' | 'evaluations' | 'time' | 'replay'
  /**
   * Whether an earlier run had found it.
   */
  known: boolean
}
/**
 * A prompt, and what the model made of it.
 */
export interface PropertyReply {
  /**
   * The whole prompt.
   */
  prompt: string
  /**
   * The option that was chosen, or what was written; empty for no answer.
   */
  answer: string
  /**
   * Score in [0, 1].
   */
  score: number
  /**
   * Options in the order of the prompt; none for free text.
   */
  options: PropertyOption[]
}
/**
 * An option of a prompt.
 */
export interface PropertyOption {
  /**
   * The option.
   */
  text: string
  /**
   * Its place in the row that it is from, from 0: the same option has the same place before and after.
   */
  place: number
  /**
   * Its likelihood per token, by which options are chosen, where those of all options sum to 1.
   */
  share: number
}
/**
 * Something to know before trusting a number.
 */
export interface ReportWarning {
  /**
   * What it is about: a task, a cell, a model, a hypothesis.
   */
  subject: string
  /**
   * What is the matter, and what to do. Equal messages are shown once, with their subjects.
   */
  message: string
}
/**
 * Something that was asked for and is not there.
 */
export interface ReportMissing {
  /**
   * A suite file, a cell or a hypothesis.
   */
  subject: string
  /**
   * `failed`: it was tried. `skipped`: a filter or the suite left it out. `interrupted`: the run ended first. `absent`: its shard was not merged.
   */
  state: 'failed' | 'skipped' | 'interrupted' | 'absent'
  /**
   * What happened, in words.
   */
  reason: string
}
/**
 * A task as its file declares it.
 */
export interface ReportTask {
  /**
   * `cluster/name`.
   */
  name: string
  /**
   * Cluster of related tasks.
   */
  cluster: string
  /**
   * Relation to the tuning mixture: `untouched` when no task of the cluster was trained.
   */
  role: 'trained' | 'held-out' | 'untouched' | 'unknown'
  /**
   * How often pretraining showed the task.
   */
  exposure: SeenExposure | OtherExposure
  /**
   * How an answer is scored.
   */
  metric:
    | 'accuracy'
    | 'matthews'
    | 'macro-f1'
    | 'exact-match'
    | 'squad-exact-match'
    | 'squad-f1'
    | 'triviaqa-exact-match'
    | 'triviaqa-f1'
    | 'bleu'
    | 'bleu-intl'
    | 'bleu-char'
    | 'chrf'
    | 'chrf++'
    | 'rouge-1'
    | 'rouge-2'
    | 'rouge-l'
    | 'rouge-lsum'
    | 'rouge-1-stemmed'
    | 'rouge-2-stemmed'
    | 'rouge-l-stemmed'
    | 'rouge-lsum-stemmed'
    | 'edit-distance'
  chance: Chance
  /**
   * Task file, relative to the project, with forward slashes.
   */
  file: string
}
/**
 * Pretraining showed the task.
 */
export interface SeenExposure {
  /**
   * Says which kind of entry this is.
   */
  state: 'seen'
  /**
   * Items per million tokens of pretraining text; absent when not known.
   */
  itemsPerMillionTokens?: number
}
/**
 * Pretraining never showed the task, or nobody knows.
 */
export interface OtherExposure {
  /**
   * Says which kind of entry this is.
   */
  state: 'never' | 'unknown'
}
/**
 * Chance level over the items that were measured.
 */
export interface KnownChance {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Mean of 1 / options over the items, 0 for free text.
   */
  value: number
}
/**
 * Mean scores of one base model over one group of tasks.
 */
export interface ReportMean {
  /**
   * Base model.
   */
  model: string
  /**
   * `held-out`: role held-out or untouched. `trained`: role trained. `unknown`: no declared role.
   */
  group: 'held-out' | 'trained' | 'unknown'
  /**
   * Tasks of the group that this model was measured on.
   */
  tasks: number
  chance: Chance
  /**
   * One entry per condition, in the study's order. A mean needs every task of the group: means over different tasks cannot be compared.
   */
  conditions: ConditionMean[]
}
/**
 * Mean over tasks under one condition; the interval is for tasks like these.
 */
export interface ConditionMean {
  /**
   * Condition.
   */
  condition: string
  estimate: Estimate
}
/**
 * The study's tables and figures as data. They describe what was found and decide nothing: what is claimed is claimed beforehand, and answered in `verdicts`. The analytic random baseline is in none of them.
 */
export interface ReportTables {
  /**
   * How scores under any two conditions go together over tasks; one entry per base model and group of tasks.
   */
  correlations: CorrelationMatrix[]
  /**
   * Mean scores over groups of tasks, with what the recipe that takes part was tuned on; one entry per base model, condition and group.
   */
  groups: GroupScore[]
  /**
   * How far the seeds of a recipe lie apart; one entry per base model and condition with more than one seed.
   */
  seedSpread: SeedSpread[]
  /**
   * Pairs of conditions that differ in a single setting; one entry per base model, group of tasks and pair.
   */
  contrasts: SettingContrast[]
  /**
   * What pretraining showed of a task beside its score; one entry per base model and condition.
   */
  exposure: ExposureTable[]
}
/**
 * Correlations over the tasks of one group. Exploratory: corrected for all pairs together, and no claim.
 */
export interface CorrelationMatrix {
  /**
   * Base model.
   */
  model: string
  over: TaskGroup
  /**
   * Tasks of the group.
   */
  tasks: number
  /**
   * Their clusters.
   */
  clusters: number
  /**
   * How p is corrected for all pairs; one that could not be computed counts as 1.
   */
  correction: 'Benjamini-Hochberg'
  /**
   * Share of each condition's variance over tasks that is not noise, in the study's order: the diagonal of the matrix.
   */
  reliabilities: Reliability[]
  /**
   * Every two conditions once, in the study's order.
   */
  pairs: CorrelatedPair[]
}
/**
 * Two conditions over tasks, on the items that both have; scores are on the scale from chance (0) to perfect (1).
 */
export interface CorrelatedPair {
  /**
   * One condition.
   */
  a: string
  /**
   * The other.
   */
  b: string
  /**
   * Paired items of the task that has the fewest; 0 where nothing could be paired.
   */
  items: number
  /**
   * Correlation of true scores: noise of items and seeds, and what shared items add, taken out.
   */
  correlation: Effect | Undefined
  /**
   * Permutation of the tasks inside their clusters, two-sided.
   */
  test: KnownPValue | Undefined
  adjusted: Quantity
  spearman: RankCorrelation
}
/**
 * Mean score over a group of tasks under one condition; seeds are pooled, and every task counts once.
 */
export interface GroupScore {
  /**
   * Base model.
   */
  model: string
  /**
   * Condition.
   */
  condition: string
  /**
   * Recipe that answers, or writes the exemplars; absent where the base model does all.
   */
  recipe?: string
  /**
   * What that recipe was tuned on; absent where the study does not say.
   */
  mixture?: string
  /**
   * Seeds that were pooled, ascending; empty where no seed matters.
   */
  seeds: number[]
  /**
   * What makes the group: all tasks, their role as the task files declare it, or their cluster.
   */
  by: 'all' | 'role' | 'cluster'
  /**
   * The role or the cluster; `all` for all tasks.
   */
  group: string
  /**
   * Tasks of the group that this model was measured on.
   */
  tasks: number
  chance: Chance
  estimate: Estimate
}
/**
 * How far the seeds of one condition lie apart.
 */
export interface SeedSpread {
  /**
   * Base model.
   */
  model: string
  /**
   * Condition.
   */
  condition: string
  /**
   * Seeds, ascending.
   */
  seeds: number[]
  /**
   * Of the mean over tasks.
   */
  mean: Spread | Undefined
  median: Quantity
  /**
   * Of each task, by cluster and name.
   */
  tasks: TaskSpread[]
}
/**
 * Standard deviations over seeds, in scores: .03 is 3 points.
 */
export interface Spread {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Of the mean scores of the seeds, as observed.
   */
  deviation: number
  /**
   * Where the deviation in other seeds may lie. Three seeds say little: from .52 to 6.3 times what was observed.
   */
  interval: SpreadInterval | Undefined
  /**
   * What it would be if seeds differed in single answers only: every seed is asked the same few items.
   */
  itemNoise: number
  /**
   * What remains when that is taken out; 0 where item noise explains all of it.
   */
  seeds: number
}
/**
 * Interval of a standard deviation.
 */
export interface SpreadInterval {
  /**
   * Says which kind of entry this is.
   */
  state: 'estimated'
  /**
   * Lower end.
   */
  lower: number
  /**
   * Upper end.
   */
  upper: number
  /**
   * Two-sided confidence level, e.g. 0.95.
   */
  level: number
  /**
   * How the interval was made.
   */
  method: string
}
/**
 * How far seeds lie apart on one task.
 */
export interface TaskSpread {
  /**
   * Task.
   */
  task: string
  /**
   * Its spread.
   */
  spread: Spread | Undefined
}
/**
 * The mean paired difference between two conditions that differ in a single setting, or only in whose weights answer. Exploratory: corrected for all contrasts of one base model and group of tasks, and no claim.
 */
export interface SettingContrast {
  /**
   * Base model.
   */
  model: string
  over: TaskGroup
  /**
   * What differs: `weights`, or a key of the conditions' `settings`.
   */
  setting: string
  from: ContrastSide
  to: ContrastSide
  /**
   * Tasks of the group.
   */
  tasks: number
  /**
   * Paired items of all of them.
   */
  items: number
  /**
   * Mean over tasks of the score under `to` less that under `from`; the interval is for tasks like these.
   */
  difference: Effect | Undefined
  overItems: Interval
  /**
   * Sign flips of clusters of tasks, two-sided.
   */
  test: KnownPValue | Undefined
  adjusted: Quantity
}
/**
 * One side of a contrast.
 */
export interface ContrastSide {
  /**
   * Condition.
   */
  condition: string
  /**
   * What the setting is there.
   */
  value: string
}
/**
 * What pretraining showed of the tasks beside their scores under one condition.
 */
export interface ExposureTable {
  /**
   * Base model.
   */
  model: string
  /**
   * Condition.
   */
  condition: string
  /**
   * Measured tasks that do not say how often pretraining showed them; they are left out.
   */
  undeclared: number
  /**
   * Rank correlation of the two over tasks, one entry per group.
   */
  correlations: ExposureCorrelation[]
  /**
   * The tasks, by cluster and name.
   */
  points: ExposurePoint[]
}
/**
 * Rank correlation of exposure and score over the tasks of one group. An association, not an effect: what pretraining shows more often may be easier for other reasons.
 */
export interface ExposureCorrelation {
  over: TaskGroup
  /**
   * Tasks that say how often pretraining showed them.
   */
  tasks: number
  /**
   * Their clusters.
   */
  clusters: number
  /**
   * Spearman correlation of observed scores; noise of the items attenuates it.
   */
  correlation: Effect | Undefined
}
/**
 * One task.
 */
export interface ExposurePoint {
  /**
   * Task.
   */
  task: string
  /**
   * Its cluster.
   */
  cluster: string
  /**
   * Relation to the tuning mixture: `untouched` when no task of the cluster was trained.
   */
  role: 'trained' | 'held-out' | 'untouched' | 'unknown'
  /**
   * Items per million tokens of pretraining text; 0 where it never showed the task.
   */
  exposure: number
  /**
   * Mean score on the scale from chance (0) to perfect (1).
   */
  score: number
}
/**
 * Score of one task, base model and condition.
 */
export interface ReportEstimate {
  /**
   * Task.
   */
  task: string
  /**
   * Base model.
   */
  model: string
  /**
   * Condition.
   */
  condition: string
  /**
   * Seeds that were pooled, ascending; empty where no seed matters.
   */
  seeds: number[]
  estimate: Estimate
}
/**
 * Item scores of one task, base model, condition and seed.
 */
export interface ReportCell {
  /**
   * Task.
   */
  task: string
  /**
   * Base model.
   */
  model: string
  /**
   * Condition.
   */
  condition: string
  /**
   * Whose weights answered.
   */
  weights: TunedWeights | OtherWeights
  /**
   * Tuned model that wrote the exemplars; absent when none did.
   */
  writer?: {
    /**
     * Recipe of the writer.
     */
    recipe: string
    /**
     * Seed of the writer's tuning run.
     */
    seed: number
  }
  /**
   * Content address: changes whenever anything that determines the scores changes.
   */
  fingerprint: string
  estimate: Estimate
  /**
   * Items without a valid answer; each scores 0.
   */
  unanswered: number
  /**
   * Items with an option that shared a token with the prompt and was scored as lm-evaluation-harness does; absent when there are none.
   */
  shared?: number
  /**
   * Items whose prompt was cut to the model's length; absent when there are none.
   */
  truncated?: {
    /**
     * How many.
     */
    items: number
    /**
     * Tokens that were cut off their fronts.
     */
    tokens: number
  }
  /**
   * Written exemplars that came to where the writer is stopped: at the header of the question, or at the cue that ends its own restatement; absent where none are written.
   */
  written?: {
    /**
     * Items whose exemplars were complete.
     */
    complete: number
    /**
     * Items for which exemplars were written.
     */
    of: number
  }
  /**
   * What became of the written exemplars, in counts; absent where none are written.
   */
  writing?: {
    /**
     * Exemplars that the model was to write.
     */
    exemplars: number
    /**
     * Those that have all lines of the form; the numbers below count among them.
     */
    read: number
    /**
     * Those whose answer is one of the options they list; absent in a task without options.
     */
    answerable?: number
    /**
     * Those that are one of the task's exemplar or training rows: nothing new.
     */
    known: {
      /**
       * How many.
       */
      rows: number
      /**
       * Those of them that have the row's answer.
       */
      right: number
    }
    /**
     * Those that share 13 words in a row with one.
     */
    overlapping: number
    /**
     * How faithfully the model restated the questions; absent where the true question takes the place of the restated one.
     */
    restated?: {
      /**
       * Questions that it restated at all.
       */
      questions: number
      /**
       * Those that are the true question word for word.
       */
      exact: number
      /**
       * Words put in, left out or replaced in all of them.
       */
      edits: number
      /**
       * Words of the true questions, labels and options included.
       */
      words: number
    }
  }
  tokens: TokenTotals
  /**
   * Item ids, in file order; the arrays below are aligned with them.
   */
  items: string[]
  /**
   * Score of each item by the task's metric, in [0, 1]; options compared by log-probability per token.
   */
  scores: number[]
  /**
   * Score of all items together, where the task's metric is not the mean of item scores; absent where it is, and for the random baseline.
   */
  corpus?: {
    /**
     * The score: a share or a correlation, not a percentage; for edit-distance the word error rate, of which less is better.
     */
    score: CorpusScore | ConventionalScore | Undefined
    /**
     * What each item contributes to it.
     */
    statistics: number[][]
  }
  /**
   * The same with options compared by summed log-probability.
   */
  sumScores: number[]
  /**
   * Chance level of each item.
   */
  chance: number[]
}
/**
 * A tuned model answered.
 */
export interface TunedWeights {
  /**
   * Says which kind of entry this is.
   */
  state: 'tuned'
  /**
   * Recipe it was tuned with.
   */
  recipe: string
  /**
   * Seed of the tuning run.
   */
  seed: number
}
/**
 * The base model answered, or none did (`random`).
 */
export interface OtherWeights {
  /**
   * Says which kind of entry this is.
   */
  state: 'base' | 'random'
}
/**
 * Tokens of one cell.
 */
export interface TokenTotals {
  /**
   * Distinct nodes of the token trie.
   */
  needed: number
  /**
   * Tokens that went through the model.
   */
  computed: number
  /**
   * Tokens that one row per sequence would take.
   */
  naive: number
}
/**
 * A score of all items of a cell.
 */
export interface CorpusScore {
  /**
   * It could be computed.
   */
  state: 'scored'
  /**
   * The score.
   */
  value: number
}
/**
 * A score that its formula leaves undefined and that has a value by agreement.
 */
export interface ConventionalScore {
  /**
   * It has its value by agreement.
   */
  state: 'conventional'
  /**
   * The agreed value.
   */
  value: number
  /**
   * Why the formula gives none.
   */
  reason: string
}
