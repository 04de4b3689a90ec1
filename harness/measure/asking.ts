import { defectsFor } from '../suite/defects.ts'
import { isOptionMetric } from '../suite/optionMetric.ts'
import type { AskedCell } from './askBlock.ts'

/** How a cell gets its answers: options are compared by likelihood, or the model writes, up to a number of tokens or one of the texts that stop it. */
export type Asking = { by: 'options' } | Writing

/** Where the model has no room for so many tokens, the study's rule holds, or it writes fewer: as many as every item of its block has room for. */
export interface Writing {
  by: 'text'
  maxTokens: number
  stops: readonly string[]
  short: 'by rule' | 'fewer tokens'
}

/** What an answer in one line ends with. */
export const LINE_END = '\n'

/** How the answers to a task are asked for, under a condition of a study. */
export function askingOf({ task, cell: { condition }, study }: Pick<AskedCell, 'task' | 'cell' | 'study'>): Asking {
  const defects = defectsFor(task.name, condition, study)
  if (isOptionMetric(task.metric) && !defects.has('free-answers')) return { by: 'options' }
  return {
    by: 'text',
    maxTokens: defects.has('long-answers') ? released[condition.weights === 'base' ? 'base' : 'tuned'] : task.maxTokens,
    stops: defects.has('no-stops') ? [] : [LINE_END],
    short: defects.has('long-answers') ? 'fewer tokens' : 'by rule',
  }
}

/** Tokens that the released experiments let a model write. */
const released = { base: 250, tuned: 1024 }
