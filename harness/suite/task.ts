import type { Layout } from './layout.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { TaskFile } from './task.generated.ts'

/** What a `*.task.yaml` file asks, after the door: every default is filled in, every path is absolute. */
export interface Task {
  /** `cluster/name`, unique within a study. */
  name: string
  cluster: string
  about: string
  /** Relation to the tuning mixture of the study's tuned models. */
  role: TaskRole
  /** How often pretraining showed the task, where that is known. */
  exposure: Exposure
  /** Texts that may hold test items, and why; absent where none may. */
  leaks?: { allowed: TextUse[]; reason: string }
  source: { name: string; licence: string; url?: string; changes?: string }
  /** Absolute path of the test rows (JSONL). */
  data: string
  /** Absolute path of the exemplar rows; absent when the task offers none. */
  exemplars?: { file: string; balance: 'answer' | 'none' }
  /** Absolute path of the rows that tuning may use; absent where those are the exemplars. */
  training?: string
  /** How rows become fields that lie in the layout of a public data set; absent where the rows are the task's own. */
  layout?: Layout
  prompt: {
    /** Component form: label and template, in the order they are shown. */
    fields: { label: string; template: string }[]
    /** Instruction form: one to ten phrasings. */
    instructions: string[]
    /** Fixed labels, the row's own list, or none (free text). */
    options: { kind: 'fixed'; labels: string[] } | { kind: 'row'; template: string } | { kind: 'none' }
  }
  /** The same in other languages, by name: absolute path of the rows, test rows and exemplars together, and the words around them. */
  translations?: Record<string, { file: string; prompt: Task['prompt'] }>
  /** Template of the right answer's text. */
  answer: string
  metric: TaskFile['metric']
  /** Most tokens of an answer in free text; means nothing where there are options. */
  maxTokens: number
  checks: Check[]
  /** The suite that runs. */
  file: SuiteFile
  /** Where its words stand: the same file, or the one that it is borrowed from. */
  writtenIn: SuiteFile
}

/** What a text is to the models: shown in prompts, tuned on, or read in pretraining. */
export type TextUse = 'exemplars' | 'tuning' | 'pretraining'

export type TaskRole = 'trained' | 'held-out' | 'untouched' | 'unknown'

export type Exposure = { state: 'seen'; itemsPerMillionTokens?: number } | { state: 'never' } | { state: 'unknown' }

/** A floor under a condition's score; `atLeast` is in [0, 1]. */
export interface Check {
  condition: string
  atLeast: number
  /** Line and column (1-based) of the check in its file. */
  line: number
  column: number
}
