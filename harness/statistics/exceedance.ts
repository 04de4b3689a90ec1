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
  tasks: TaskExceedance[]
  /** Whether Holm rejects "does not exceed the margin" for any task. */
  anyExceeds: boolean
  /** Whether every task's own upper bound lies below the margin: all must hold, so none is corrected. */
  noneExceeds: boolean
}

/**
 * Exceedance: does the tuned model exceed the best base condition by more than the margin on any task, or on none?
 *
 * One-sided t tests (CR1 with groups; an exact bound where nothing varies) of each task's mean difference against the margin, Holm
 * over tasks. "On none" is an intersection-union test. Holm may reject a task whose simultaneous (Bonferroni) lower bound lies
 * just below the margin: it is the sharper of the two. Means over tasks are not used, since a few exceeding tasks vanish
 * in them. Undefined without tasks and where a task's test is.
 * Source: Holm 1979; Berger 1982 (intersection-union).
 */
export function exceedance(
  tasks: readonly ExceedanceTask[],
  { margin, alpha = 0.05, reach = 1 }: { margin: number; alpha?: number; reach?: number },
): Exceedance | Undefined {
  requireInside('alpha', alpha, 0, 0.5)
  requireInside('margin', margin, -reach, reach)
  if (tasks.length === 0) return notComputable('no task was given')
  const found: Omit<TaskExceedance, 'adjusted' | 'exceeds'>[] = []
  for (const { task, differences, groups } of tasks) {
    const sample = oneSided(differences, { groups, reach })
    if (sample.state === 'undefined') return notComputable(`${task}: ${sample.reason}`)
    const each = alpha / tasks.length
    found.push({
      task,
      value: sample.value,
      p: sample.pGreater(margin),
      simultaneous: { lower: sample.lower(each), upper: sample.upper(each) },
      upper: sample.upper(alpha),
      method: sample.method,
    })
  }
  const adjusted = holm(found.map(({ p }) => p))
  const all = found.map((one, index) => {
    const p = Number(adjusted[index])
    return { ...one, adjusted: p, exceeds: p <= alpha }
  })
  return {
    state: 'estimated',
    tasks: all,
    anyExceeds: all.some(({ exceeds }) => exceeds),
    noneExceeds: all.every(({ upper }) => upper < margin),
  }
}
