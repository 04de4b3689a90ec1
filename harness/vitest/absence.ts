import type { CheckedFolder } from '../dataset/checkFolder.ts'
import { absentWeights } from '../study/absentWeights.ts'
import type { StudyCell } from '../study/cells.ts'
import type { Task } from '../suite/task.ts'

/** Why a cell cannot be measured on this machine: rows or weights of the hub that nobody put here; undefined where it can. */
export function absenceOf(task: Task, cell: StudyCell, { tasks, datasets }: CheckedFolder): string | undefined {
  return datasets[tasks.indexOf(task)]?.absent ?? absentWeights(cell)
}

/** Why a test that asks for all of these cells is skipped; undefined where none is absent. */
export function absenceAmong(
  asked: readonly { task: Task; cell: StudyCell }[],
  folder: CheckedFolder,
): string | undefined {
  const reasons = asked.flatMap(({ task, cell }) => absenceOf(task, cell, folder) ?? [])
  const [first] = reasons
  return first === undefined || reasons.length === 1
    ? first
    : `${reasons.length} of its ${asked.length} cells cannot be measured here; the first ${first}`
}
