import type { Hypothesis } from '../suite/hypothesis.ts'
import { isAbout, type StudyFolder } from '../suite/readFolder.ts'
import type { Task } from '../suite/task.ts'
import { cellsUnder, type StudyCell } from './cells.ts'

/** Exactly the cells that a hypothesis speaks of: its tasks, under its conditions and controls, for every base model. */
export function askedCells({ relate }: Hypothesis, { study, tasks }: StudyFolder): { task: Task; cell: StudyCell }[] {
  const named = new Set([relate.x, relate.y, ...relate.given])
  const conditions = study.conditions.filter(({ name }) => named.has(name))
  return tasks
    .filter((task) => isAbout(relate.over, task))
    .flatMap((task) =>
      study.models.flatMap((model) =>
        conditions.flatMap((condition) => cellsUnder(condition, model).map((cell) => ({ task, cell }))),
      ),
    )
}
