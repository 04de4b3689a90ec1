import type { Undefined } from '../statistics/undefined.ts'
import type { Bound, NearChance } from '../suite/hypothesis.ts'
import type { TaskRole } from '../suite/task.ts'
import type { PValue, Quantity } from './verdict.ts'

/** On which tasks does a condition exceed the best of others by the margin? */
export interface BoundEvidence extends Omit<Bound, 'over'> {
  /** By task name. */
  tasks: TaskBeyond[]
}

export interface TaskBeyond {
  task: string
  cluster: string
  /** What the task was to the tuning mixture. */
  role: TaskRole
  /** Items that test; where the bound has to be chosen, about half. */
  items: number
  /** The best of the bounding conditions, on the items that chose it. */
  bound: string
  /** Mean score less that of the bound. */
  difference: number
  /** Lower bound, all of the family holding together. */
  lower: number
  /** Upper bound of this task alone, one-sided. */
  upper: number
  /** Test of "at most the margin", one-sided, raw and adjusted in the family. */
  p: number
  adjusted: number
  exceeds: boolean
  /** Whether the task is shown to be solved by the condition, and not by its bound. */
  solved: SolvedAlone | Undefined
}

/** Bounds of scores on the scale from chance (0) to perfect (1), all of the family holding together. */
export interface SolvedAlone {
  state: 'estimated'
  /** Lower bound of the condition. */
  lower: number
  /** Upper bound of the best other condition. */
  upper: number
  /** Whether the first lies above .1 and the second below. */
  alone: boolean
}

/** On which tasks do the scores lie at chance, on which not? */
export interface NearChanceEvidence extends Omit<NearChance, 'over'> {
  /** Share of the tasks whose interval of level 1 - 2 alpha lies inside the margin around chance. */
  equivalent: Quantity
  /** Test of "fewer tasks than declared lie within the margin": all of them together, not corrected for the family. */
  joint: PValue
  /** By task name. */
  tasks: TaskAtChance[]
}

export interface TaskAtChance {
  task: string
  cluster: string
  items: number
  /** Level of chance. */
  level: number
  /** Mean score less the level of chance. */
  difference: number
  /** Interval of level 1 - 2 alpha. */
  lower: number
  upper: number
  equivalent: boolean
  /** p of "at least the margin away". */
  nearP: number
  /** Test of "at chance", two-sided, raw and adjusted in the family. */
  p: number
  adjusted: number
  /** Test of "within twice the margin of chance", raw and after Holm over these tasks. */
  far: { p: number; adjusted: number }
}
