import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Layout } from '../suite/layout.ts'
import type { Problem } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { Task } from '../suite/task.ts'
import { valueAt } from './columns.ts'

/**
 * The class columns whose names differ from those of the data set, where a `dataset_info.json` beside the splits tells them: a label that
 * counts its classes in another order gives every answer its wrong name, and no row shows it.
 */
export function classNameProblems(task: Pick<Task, 'writtenIn'>, layout: Layout): Problem[] {
  const file = path.join(path.dirname(layout.test.file), 'dataset_info.json')
  if (!existsSync(file)) return []
  const info = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  return layout.columns.flatMap(({ field, column }) => {
    if (column.kind !== 'class') return []
    const told = valueAt(info, `features.${column.path}.names`)
    if (!Array.isArray(told) || JSON.stringify(told) === JSON.stringify(column.names)) return []
    return [
      problemIn(task.writtenIn, ['columns', field, 'names'], {
        what: 'are not the class names of the data set',
        expected: told.join(', '),
        found: column.names.join(', '),
        todo: `Write them in the order of ${path.basename(file)}, and the options in that order too.`,
      }),
    ]
  })
}
