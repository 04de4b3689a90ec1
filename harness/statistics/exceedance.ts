import { holm } from './holm.ts'
import { oneSided } from './oneSided.ts'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface ExceedanceTask {
  task: string
  /** Tuned minus best base condition, item by item, on items that did not choose the condition. */
  differences: ArrayLike<number>
  groups?: readonly string[]
}

export interface TaskExceedance {
  state: 'estimated'
  task: string
  /** Mean difference. */
  value: number
  /** One-sided p of "the difference is at most the margin". */
  p: number
  /** The same after Holm over all tasks. */
  adjusted: number
  exceeds: boolean
  /** Bounds that hold for all tasks together: each at alpha / tasks. */
  simultaneous: { lower: number; upper: number }
  /** One-sided 1 - alpha upper bound of this task alone. */
  upper: number
  method: 't' | 'exact bound'
}

export interface Exceedance {
  state: 'estimated'
  /** In the order given; one that cannot be tested says why. */
  tasks: (TaskExceedance | (Undefined & { task: string }))[]
  /** Whether Holm rejects "does not exceed the margin" for any task. */
  anyExceeds: boolean
  /** Whether every task has an upper bound of its own below the margin: all must hold, so none is corrected. */
  noneExceeds: boolean
}

/**
 * Exceedance: does the tuned model exceed the best base condition by more than the margin on any task, or on none?
 *
 * One-sided t tests (CR1 with groups; an exact bound where nothing varies) of each task's mean difference against the margin, Holm
 * over tasks. "On none" is an intersection-union test. Holm may reject a task whose simultaneous (Bonferroni) lower bound lies
 * just below the margin: it is the sharper of the two. Means over tasks are not used, since a few exceeding tasks vanish
 * in them. A task without a test counts as p = 1: it takes its share of alpha, hides no other task, and leaves "on none"
 * unshown. Undefined without tasks.
 * Source: Holm 1979; Berger 1982 (intersection-union).
 */
export function exceedance(
  tasks: readonly ExceedanceTask[],
  { margin, alpha = 0.05, reach = 1 }: { margin: number; alpha?: number; reach?: number },
): Exceedance | Undefined {
  requireInside('alpha', alpha, 0, 0.5)
  requireInside('margin', margin, -reach, reach)
  if (tasks.length === 0) return notComputable('no task was given')
  const each = alpha / tasks.length
  const samples = tasks.map(({ differences, groups }) => oneSided(differences, { groups, reach }))
  const p = samples.map((sample) => (sample.state === 'undefined' ? 1 : sample.pGreater(margin)))
  const adjusted = holm(p)
  const all = tasks.map(({ task }, index): Exceedance['tasks'][number] => {
    const sample = samples[index] ?? notComputable('no sample')
    if (sample.state === 'undefined') return { task, ...sample }
    const corrected = Number(adjusted[index])
    return {
      state: 'estimated',
      task,
      value: sample.value,
      p: Number(p[index]),
      adjusted: corrected,
      exceeds: corrected <= alpha,
      simultaneous: { lower: sample.lower(each), upper: sample.upper(each) },
      upper: sample.upper(alpha),
      method: sample.method,
    }
  })
  return {
    state: 'estimated',
    tasks: all,
    anyExceeds: all.some((one) => one.state === 'estimated' && one.exceeds),
    noneExceeds: all.every((one) => one.state === 'estimated' && one.upper < margin),
  }
}
