import path from 'node:path'
import type { Gate } from './gate.ts'
import { isAbout } from './over.ts'
import { noTask, overTaskProblems } from './overProblems.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { Task } from './task.ts'

/** What is wrong with the tasks that a gate names, once all tasks of the study are known. */
export function gateTaskProblems(
  { over, critical, file }: Pick<Gate, 'over' | 'critical' | 'file'>,
  tasks: readonly Task[],
): Problem[] {
  const covered = tasks.filter((task) => isAbout(over, task))
  const gated = covered.map(({ name }) => name)
  const all = tasks.map(({ name }) => name)
  const inOver = overTaskProblems(file, ['over'], over, tasks)
  if (inOver.length > 0) return inOver
  const inCritical = (critical === 'all' ? [] : critical).flatMap((name, i) => {
    if (!all.includes(name)) return [noTask(file, ['critical', i], name, gated)]
    if (gated.includes(name)) return []
    return [
      problemIn(file, ['critical', i], {
        what: 'is not asked by this gate',
        expected: 'a task that `over` covers',
        found: name,
        todo: 'Add it to `over`, or delete it here.',
      }),
    ]
  })
  return [...inCritical, ...sameRows(file, covered)]
}

/** Two tasks with the same rows are no two observations, and the mean over tasks would take them for such. */
function sameRows(file: Gate['file'], tasks: readonly Task[]): Problem[] {
  const files = [...new Set(tasks.map(({ data }) => data))]
  return files.flatMap((data) => {
    const readers = tasks.filter((task) => task.data === data).map(({ name }) => name)
    if (readers.length < 2) return []
    const rows = path.relative(path.dirname(file.path), data).replaceAll(path.sep, '/')
    return [
      problemIn(file, ['over'], {
        what: 'covers tasks that read the same rows',
        expected: 'rows of its own for each task: otherwise an item counts as several observations',
        found: `${readers.join(' and ')} read ${rows}`,
        todo: 'List the tasks in `over`, one for each file of rows, and write another gate for the others.',
      }),
    ]
  })
}
