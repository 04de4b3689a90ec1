import type { Numerics } from '../engine/engine.ts'
import type { CellScores } from '../measure/cell.ts'
import type { PropertyPart, RecordPart } from '../report/parts.ts'
import type { ReportCheck } from '../report/report.generated.ts'
import type { GateOutcomes } from '../verdict/gate.ts'
import type { Verdict } from '../verdict/verdict.ts'

/**
 * What a kshot test leaves in `task.meta`: all that the reporter knows, also after the blobs of shards were merged.
 * Plain JSON: a blob loses NaN, typed arrays and maps.
 */
export interface TestRecord {
  /** Cells that no test of its worker left before it: the report needs each once, and claims speak of thousands again and again. */
  cells: CellScores[]
  /** How many cells the test asked for and did not get, since something stopped it. */
  lacking: number
  check?: ReportCheck
  /** The verdicts of a hypothesis about all base models, which the report need not compute again. */
  verdicts?: Verdict[]
  /** Paired outcomes of a gate that was decided. */
  gate?: { outcomes: GateOutcomes[] }
  /** What was found of a property, for one model. */
  property?: PropertyPart
  /** What the digits depend on; absent where nothing was asked of a model. */
  environment?: Environment
  work: Work
}

export interface Environment {
  engine: Numerics
  /** SHA-256 of the weights, by folder relative to the study file. */
  weights: Record<string, string>
}

/** What this run did for a test, as opposed to what it found. */
export interface Work {
  /** What each cell that the test read, or task of its gate, rests on. */
  parts: { name: string; records: RestedOn[] }[]
  /** Sentences about damaged store files and the like. */
  warnings: string[]
  /** Estimate of the seconds that an early end of a gate saved; absent where nothing was computed. */
  saved?: { gate: string; seconds: number }
}

/** A record of the store, and what it took whichever run computed it. */
export interface RestedOn extends RecordPart {
  /** Whether the store had it, or the engine computed it for this test. */
  from: 'store' | 'engine'
}

/** What the plugin hands to the worker. */
export interface WorkerContext {
  /** Socket of the engine, and of the reporter's progress notes. */
  engine: string
  notes: string
  /** Folder of the store, absolute. */
  store: string
  /** Project root, absolute. */
  root: string
  /** True while `--shard` splits the files: a hypothesis then waits for the merge. */
  sharded: boolean
  /** Suite files of the run in their order, where all of their tests run: their cells may be measured before they ask. */
  ahead: readonly string[]
}

declare module 'vitest' {
  interface TaskMeta {
    kshot?: TestRecord
  }
  interface ProvidedContext {
    kshot: WorkerContext
  }
}
