import type { Problem } from '../suite/problem.ts'
import type { Task } from '../suite/task.ts'
import { templateProblems } from '../suite/templateProblems.ts'
import type { Row } from './readRows.ts'

/** A name that no row has is the template's mistake, told once; a row that lacks what others have is the row's. */
export function unknownNames(task: Task, rows: readonly Row[]): Problem[] {
  const { fields, instructions, options } = task.prompt
  const lists = new Set(rows.flatMap((row) => Object.keys(row.values)))
  const known = [...new Set([...lists, ...(options.kind === 'none' ? [] : ['options'])])]
  return [
    ...fields.flatMap(({ label, template }) =>
      templateProblems(task.writtenIn, ['prompt', 'fields', label], template, known),
    ),
    ...instructions.flatMap((template, i) =>
      templateProblems(task.writtenIn, ['prompt', 'instructions', i], template, known),
    ),
    ...(options.kind === 'row'
      ? templateProblems(task.writtenIn, ['prompt', 'options'], options.template, [...lists])
      : []),
    ...templateProblems(task.writtenIn, ['answer'], task.answer, known),
  ]
}
