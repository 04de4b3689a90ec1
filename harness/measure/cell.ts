import type { Score } from './metric/metric.ts'
import type { Writing } from './writing.ts'

/** The scores of one cell: one task, one model, one condition. Plain JSON without NaN; travels in test metadata and in the report. */
export interface CellScores {
  task: string
  /** Name of the base model in the study. */
  model: string
  condition: string
  /** `base`: the base model's own weights; `tuned`: a recipe and its seed; `random`: no model. */
  weights: { state: 'base' } | { state: 'tuned'; recipe: string; seed: number } | { state: 'random' }
  /** Who wrote the exemplars, where a model did. Cells that share task, model and condition differ in seed: of the weights or of the writer. */
  writer?: { recipe: string; seed: number }
  /** Content address of the cell: changes whenever anything that determines the scores changes. */
  fingerprint: string
  /** Item ids, in file order; `scores`, `sumScores` and `chance` are aligned with them. */
  items: string[]
  /** Score in [0, 1] of each item: option choice by mean log-probability per token, or the task's metric of its text. */
  scores: number[]
  /** The same with the option chosen by summed log-probability; equal to `scores` for free text. */
  sumScores: number[]
  /**
   * Score of all items together, where the task's metric is no mean of `scores`, and what each item contributes to it (see `Metric`);
   * absent where it is their mean, and for the random baseline.
   */
  corpus?: { score: Score; statistics: number[][] }
  /** Chance level of each item: 1 / options, or 0 for free text. */
  chance: number[]
  /** Items without a valid answer (free text that yielded none). */
  unanswered: number
  /** Written exemplars that came to where the writer is stopped; absent where none are written. */
  written?: { complete: number; of: number }
  /** What became of them; absent where none are written, and in gates. */
  writing?: Writing
  /** Items with an option that shared a token with the prompt and was scored all the same; absent when there are none. */
  shared?: number
  /** Items whose prompt was cut to the model's length, and the tokens cut from them; absent when there are none. */
  truncated?: { items: number; tokens: number }
  tokens: { needed: number; computed: number; naive: number }
}
