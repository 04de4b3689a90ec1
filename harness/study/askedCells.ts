import { conditionsOf, type Hypothesis } from '../suite/hypothesis.ts'
import { isAbout } from '../suite/over.ts'
import type { StudyFolder } from '../suite/readFolder.ts'
import type { BaseModel } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import { cellsUnder, type StudyCell } from './cells.ts'
import { derivedConditions } from './derivedConditions.ts'

/** Exactly the cells that hypotheses speak of, each once: their tasks, under their conditions and controls, for every base model that can be asked. */
export function askedCells(
  hypotheses: readonly Hypothesis[],
  { study, tasks }: StudyFolder,
): { task: Task; cell: StudyCell }[] {
  const asks = (task: Task, model: BaseModel, condition: string) =>
    hypotheses.some(
      ({ relation, models }) =>
        isAbout(relation.over, task) &&
        (models?.includes(model.name) ?? true) &&
        conditionsOf(relation).includes(condition),
    )
  const conditions = [...study.conditions, ...derivedConditions(hypotheses, study)]
  return tasks.flatMap((task) =>
    study.models.flatMap((model) =>
      conditions
        .filter(({ name }) => asks(task, model, name))
        .flatMap((condition) => cellsUnder(condition, model).map((cell) => ({ task, cell }))),
    ),
  )
}

/** The hypotheses whose planned tests share the error rate of one: it cannot be judged without them. */
export function familyOf({ family }: Hypothesis, { hypotheses }: StudyFolder): Hypothesis[] {
  return hypotheses.filter((other) => other.family === family)
}
