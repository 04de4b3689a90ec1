import type { Undefined } from '../statistics/undefined.ts'

/** What a gate wants to know of the paired outcomes of two checkpoints. */
export interface GateRule {
  /** Largest loss of score that counts as none, in (0, 1). */
  margin: number
  /** Bound on the chance of a false block over all tasks, and of a false pass; in [.00001, .25). */
  alpha: number
  method: 'sequential' | 'fixed'
  /** When a sequential gate stops: each task once it is itself decided, or all once their mean and every critical task are. */
  stop: 'each task' | 'mean'
}

/** Outcomes of one task, in the random order that is fixed before anything is asked. */
export interface GateTask {
  task: string
  /** Whether it must itself be shown to be no worse than the margin. */
  critical: boolean
  /** Items in each block of the order, those not yet asked included: one look after every block. */
  blocks: number[]
  /** Scores in [0, 1] of the items asked so far, whole blocks of them. */
  candidate: number[]
  baseline: number[]
  /** Passage or dialogue of each item asked so far; neighbours in the order. Absent where items stand alone. */
  groups?: string[]
}

/** What a gate says: an answer, or which tasks it must ask further. */
export type GateDecision = { state: 'open'; tasks: string[] } | GateAnswer

/** The answer of a gate. Plain JSON without NaN. */
export interface GateAnswer {
  state: 'regression' | 'no regression' | 'improvement' | 'inconclusive'
  /** Why, as a clause. */
  reason: string
  /** Mean over tasks of the difference candidate minus baseline, each task counting once. */
  pooled: GateDifference
  /** By name. */
  tasks: GateTaskAnswer[]
  /** Items that were asked, and all there are; over tasks. */
  items: { asked: number; of: number }
  /** What would decide an open gate, as sentences without their full stops; empty for the other answers. */
  toDecide: string[]
}

/** A mean difference of scores. Each bound is wrong with a chance of at most alpha, over all looks together. */
export type GateDifference = ({ state: 'estimated'; value: number } & GateBounds) | Undefined

export interface GateBounds {
  interval: { state: 'estimated'; lower: number; upper: number } | Undefined
  method: string
}

export interface GateTaskAnswer {
  task: string
  critical: boolean
  /** Its own answer: a regression is one after correction over all tasks, the others are wrong with a chance of alpha each. */
  state: GateAnswer['state']
  items: { asked: number; of: number }
  difference: GateDifference
  /** Evidence for "worse", and the same after Holm's correction over all tasks of the gate. */
  worse:
    | { state: 'e-value'; logE: number; corrected: number }
    | { state: 'p-value'; p: number; corrected: number }
    | Undefined
}

/** A task's outcomes with the ids of the items asked so far. */
export interface GateOutcomes extends GateTask {
  items: string[]
}
