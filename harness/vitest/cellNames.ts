import type { CellScores } from '../measure/cell.ts'
import type { StudyCell } from '../study/cells.ts'
import type { Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'

/** One name per cell of a study, the same from its plan and from its scores. */
export function plannedName(task: string, { model, condition, weights, writer }: StudyCell): string {
  return nameOf(task, model.name, condition.name, weights, writer)
}

/** The name of a cell among those of all studies. */
export function cellKey({ file }: Study, task: Task, cell: StudyCell): string {
  return `${file.path}\n${plannedName(task.name, cell)}`
}

/** The name of a cell that was measured. */
export function scoresName({ task, model, condition, weights, writer }: CellScores): string {
  return nameOf(task, model, condition, weights, writer)
}

function nameOf(
  task: string,
  model: string,
  condition: string,
  weights: CellScores['weights'],
  writer: CellScores['writer'],
): string {
  const seed = weights.state === 'tuned' ? weights.seed : writer?.seed
  return [task, model, condition, ...(seed === undefined ? [] : [`seed ${seed}`])].join(' · ')
}
