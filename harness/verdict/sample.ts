import type { CellScores } from '../measure/cell.ts'
import { isKnownExactly } from '../suite/hypothesis.ts'
import { taskEstimate, type TaskEstimate } from '../statistics/taskEstimate.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import type { TaskCells, TaskFacts } from './collect.ts'
import type { Paired } from './counts.ts'
import { declaredItems, finder, pairItems } from './pairing.ts'

/** Tasks as points with known noise: one variable per name, on paired items, chance-normalised. */
export interface Sample {
  state: 'estimated'
  /** Conditions, `chance` or `exposure`; the order of the variables of every estimate. */
  variables: readonly string[]
  tasks: SampledTask[]
  missing: number
  leftOutByDesign: number
}

export interface SampledTask {
  facts: TaskFacts
  estimate: TaskEstimate
  /** Mean chance level of the paired items. */
  chance: number
}

/**
 * The tasks of a study as points: the mean of every variable, and the covariance of their errors.
 *
 * Undefined, with the task's name, when a task has fewer than two paired items, nothing above chance to reach, or no known exposure
 * where that is a variable: the logarithm of 1 + items per million tokens.
 */
export function sampleTasks(tasks: readonly TaskCells[], variables: readonly string[]): Sample | Undefined {
  const conditions = [...new Set(variables.filter((name) => !isKnownExactly(name)))]
  const cellsOf = ({ byCondition }: TaskCells, condition: string): readonly CellScores[] =>
    byCondition.get(condition) ?? []
  const declared = conditions.map((condition) => declaredItems(tasks.flatMap((task) => cellsOf(task, condition))))
  const sample: Sample = { state: 'estimated', variables, tasks: [], missing: 0, leftOutByDesign: 0 }
  for (const task of tasks) {
    const pairing = pairItems(
      conditions.map((condition) => cellsOf(task, condition)),
      declared,
    )
    sample.missing += pairing.missing
    sample.leftOutByDesign += pairing.leftOutByDesign
    const find = finder(pairing.items)
    const pick = (cell: CellScores, values: readonly number[]) =>
      Float64Array.from(find(cell.items), (position) => Number(values[position]))
    const reference = conditions.flatMap((condition) => cellsOf(task, condition))[0]
    const chance = reference === undefined ? 0 : meanOf(pick(reference, reference.chance))
    const shown = task.facts.exposure?.[reference?.model ?? '']
    if (shown === undefined && variables.includes('exposure'))
      return notComputable(`task ${task.facts.task}: how often pretraining showed it is not known`)
    const exact: Record<string, number | undefined> = { chance, exposure: Math.log1p(shown ?? 0) }
    const estimate = taskEstimate(
      variables.map((name) => {
        const value = exact[name]
        return value === undefined
          ? { state: 'scored', seeds: cellsOf(task, name).map((cell) => pick(cell, cell.scores)) }
          : { state: 'exact', value }
      }),
      { chance },
    )
    if (estimate.state === 'undefined') return notComputable(`task ${task.facts.task}: ${estimate.reason}`)
    sample.tasks.push({ facts: task.facts, estimate, chance })
  }
  return sample
}

/** The paired items of a sample. */
export function pairedIn(sample: Sample | Undefined): Paired | Undefined {
  if (sample.state === 'undefined') return sample
  const { state, missing, leftOutByDesign } = sample
  return { state, items: sample.tasks.map(({ estimate }) => estimate.items), missing, leftOutByDesign }
}

/** The mean, as a shift from the first value, so that equal chance levels keep their exact value. */
export function meanOf(values: Float64Array): number {
  const [first = 0] = values
  return first + values.reduce((sum, value) => sum + (value - first), 0) / Math.max(1, values.length)
}
