import type { CheckedFolder } from '../dataset/checkFolder.ts'
import { askedCells, familyOf } from '../study/askedCells.ts'
import { cellsOf, type StudyCell } from '../study/cells.ts'
import type { Task } from '../suite/task.ts'
import { absenceAmong, absenceOf } from './absence.ts'

/**
 * The cells that the tests of a suite file ask for: those of a task that can be measured on this machine, those of a claim where all of its
 * family can. None of a gate, which asks block by block.
 */
export function plannedCells(file: string, folder: CheckedFolder): { task: Task; cell: StudyCell }[] {
  const { study, tasks, hypotheses } = folder
  const task = tasks.find((suite) => suite.file.path === file)
  if (task !== undefined) {
    const cells = cellsOf(study, task).filter((cell) => absenceOf(task, cell, folder) === undefined)
    return cells.map((cell) => ({ task, cell }))
  }
  const claims = hypotheses.filter((suite) => suite.file.path === file)
  const asked = askedCells(
    claims.flatMap((claim) => familyOf(claim, folder)),
    folder,
  )
  return absenceAmong(asked, folder) === undefined ? asked : []
}
