import type { Item } from '../dataset/item.ts'
import type { BaselineRecord } from '../suite/baselineRecord.ts'
import type { Problem } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { SuiteFile } from '../suite/suiteFile.ts'
import type { Task } from '../suite/task.ts'

/**
 * Why a record cannot be compared with what is asked now: a task that it lacks or that had another metric, items that are not
 * the same, prompts that are not. `hashes` are those of the prompts of today, aligned with the items of the blocks.
 */
export function recordProblems(
  file: SuiteFile,
  record: BaselineRecord,
  tasks: readonly { task: Task; blocks: readonly Item[][] }[],
  hashes: readonly string[][],
): Problem[] {
  const problem = (what: string, expected: string, found: string): Problem =>
    problemIn(file, ['baseline', 'record'], { what, expected, found, todo: AGAIN })
  return tasks.flatMap(({ task, blocks }, index) => {
    const recorded = record.tasks.find((one) => one.task === task.name)
    if (recorded === undefined) {
      const found = `${record.tasks.length} tasks: ${some(record.tasks.map((one) => one.task))}`
      return [problem(`has no outcomes of ${task.name}`, 'every task that the gate asks', found)]
    }
    if (recorded.metric !== task.metric)
      return [problem(`scored ${task.name} by another metric`, task.metric, recorded.metric)]
    const now = blocks.flat().map(({ id }) => id)
    const known = new Map(recorded.items.map(([id, , prompt]) => [id, prompt]))
    const lacking = now.filter((id) => !known.has(id))
    const more = [...known.keys()].filter((id) => !now.includes(id))
    if (lacking.length > 0 || more.length > 0) {
      const parts = [
        ...(lacking.length > 0 ? [`${lacking.length} are not in it: ${some(lacking)}`] : []),
        ...(more.length > 0 ? [`${more.length} are only in it: ${some(more)}`] : []),
      ]
      return [problem(`has other items of ${task.name}`, `the ${now.length} items that are asked`, parts.join('; '))]
    }
    const changed = now.filter((id, item) => known.get(id) !== hashes[index]?.[item])
    if (changed.length === 0) return []
    return [
      problem(
        `was asked in other words about ${task.name}`,
        'the same prompts, to the letter',
        `${changed.length} of ${now.length} prompts differ: ${some(changed)}`,
      ),
    ]
  })
}

const AGAIN =
  'Restore the task file, its rows and study.yaml as they were, or save the baseline again with `npx kshot baseline save`.'

/** The first few of many names. */
function some(names: readonly string[]): string {
  const first = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${first} and ${names.length - 3} more` : first
}
