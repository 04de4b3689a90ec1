import type { BaselineRecord } from './baselineRecord.ts'
import type { GateFile } from './gate.generated.ts'
import type { Over } from './over.ts'
import type { BaseModel, Condition } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { Task } from './task.ts'

/** What a `*.gate.yaml` file demands, after the door. */
export interface Gate {
  /** Short name, e.g. `checkpoint-1200`. */
  name: string
  /** What a pass says. */
  claim: string
  candidate: Checkpoint
  baseline: Checkpoint | RecordedBaseline
  /** Condition under which both are asked; never the random baseline. */
  condition: Condition
  over: Over
  /** Names of tasks that must each be shown to lose less than the margin. */
  critical: 'all' | string[]
  /** Most items of a task. */
  items: number
  /** Largest loss that counts as none, in (0, 1). */
  margin: number
  /** Bound on the chance of a false block, and of a false pass. */
  alpha: number
  method: 'sequential' | 'fixed'
  stop: 'each task' | 'mean'
  /** The only answer that passes; absent where quality is not known beforehand, and the answer says what becomes of the test. */
  expect?: NonNullable<GateFile['expect']>
  onInconclusive: 'fail' | 'warn' | 'pass'
  /** Line and column of the `expect` key, or of `gate` where there is none: the test stands there. */
  gateAt: { line: number; column: number }
  file: SuiteFile
}

/** A checkpoint on disk. */
export interface Checkpoint {
  kind: 'checkpoint'
  /** What a reader sees, e.g. `lab flan 42`. */
  name: string
  /** Holds, of its tuned models, only those that are meant: the gate's condition has exactly one cell for it. */
  model: BaseModel
}

/** Item outcomes of a checkpoint that need not be there any more. */
export interface RecordedBaseline {
  kind: 'record'
  /** Path as the gate file writes it. */
  name: string
  /** Absolute. */
  path: string
  record: BaselineRecord
}

/** Whether a task must itself be shown to lose less than the margin. */
export function isCritical(critical: Gate['critical'], { name }: Pick<Task, 'name'>): boolean {
  return critical === 'all' || critical.includes(name)
}
