import type { Placement } from '../engine/session/placement.ts'

/** What this one run took. Printed, and written to `.kshot/run.json`; never part of the report, whose bytes do not depend on the run. */
export interface RunCost {
  /** Wall-clock seconds. */
  seconds: number
  /** Threads of the engine process, each with a model of its own; 0 when shards were merged and nothing was computed. */
  threads: number
  /** What the store answered whole, and what this run computed, in whole or in part; cells that read the same answers in different ways are one. */
  cells: { stored: number; computed: number }
  /** Tokens of this run alone. */
  tokens: { needed: number; computed: number; naive: number }
  /** What gates saved that were decided early: an estimate, for those of which this run computed anything. */
  saved: readonly { gate: string; seconds: number }[]
  /** Where nodes ran, of graphs that were given to a device other than the CPU; nothing for models that this run did not load. */
  placements: readonly Placement[]
  /** Whether the run was stopped before it was done. */
  interrupted: boolean
}
