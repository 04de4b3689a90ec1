import type { Dataset, Item } from '../dataset/item.ts'
import type { BaselineRecord, RecordedTask } from '../suite/baselineRecord.ts'
import { isOptionMetric } from '../suite/optionMetric.ts'
import type { Problem } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { SuiteFile } from '../suite/suiteFile.ts'
import type { Task } from '../suite/task.ts'

/**
 * Why a record cannot be compared with what is asked now: a task that it lacks or that was scored otherwise, items that are not
 * the same, prompts, options or answers that are not. `hashes` are those of today, aligned with the items of the blocks.
 */
export function recordProblems(
  file: SuiteFile,
  record: Pick<BaselineRecord, 'tasks'>,
  tasks: readonly {
    task: Pick<Task, 'name' | 'metric' | 'maxTokens'>
    dataset: Pick<Dataset, 'items'>
    blocks: readonly Item[][]
  }[],
  hashes: readonly string[][],
): Problem[] {
  const problem = (what: string, expected: string, found: string): Problem =>
    problemIn(file, ['baseline', 'record'], { what, expected, found, todo: AGAIN })
  return tasks.flatMap(({ task, dataset, blocks }, index) => {
    const recorded = record.tasks.find((one) => one.task === task.name)
    if (recorded === undefined) {
      const found = record.tasks.length === 0 ? 'no tasks' : some(record.tasks.map((one) => one.task))
      return [problem(`has no outcomes of ${task.name}`, 'every task that the gate asks', found)]
    }
    const [then, today] = [recorded, scoringOf(task)].map(inWords)
    if (then !== today) return [problem(`scored ${task.name} otherwise`, String(today), String(then))]
    const now = blocks.flat().map(({ id }) => id)
    const known = new Map(recorded.items.map(([id, , asked]) => [id, asked]))
    const lacking = now.filter((id) => !known.has(id))
    // A record of more items than the gate may ask serves it too, while their rows are there.
    const rows = new Set(dataset.items.map(({ id }) => id))
    const more = [...known.keys()].filter((id) => !rows.has(id))
    if (lacking.length > 0 || more.length > 0) {
      const parts = [
        ...(lacking.length > 0 ? [`not in it: ${some(lacking)}`] : []),
        ...(more.length > 0 ? [`only in it: ${some(more)}`] : []),
      ]
      return [problem(`has other items of ${task.name}`, `the ${now.length} items that are asked`, parts.join('; '))]
    }
    const changed = now.filter((id, item) => known.get(id) !== hashes[index]?.[item])
    if (changed.length === 0) return []
    return [
      problem(
        `was asked otherwise about ${task.name}`,
        'the same prompt, options and answers of every item, to the letter',
        `${changed.length} of ${now.length} items differ: ${some(changed)}`,
      ),
    ]
  })
}

const AGAIN =
  'Restore the task file, its rows and study.yaml as they were, or save the baseline again with `npx kshot baseline save`.'

/** How a task's answers become scores, as a record keeps it. */
export function scoringOf({
  metric,
  maxTokens,
}: Pick<Task, 'metric' | 'maxTokens'>): Omit<RecordedTask, 'task' | 'items'> {
  return isOptionMetric(metric) ? { metric } : { metric, maxTokens }
}

const inWords = ({ metric, maxTokens }: Pick<RecordedTask, 'metric' | 'maxTokens'>) =>
  maxTokens === undefined ? metric : `${metric} of at most ${maxTokens} tokens`

/** The first few of many names. */
function some(names: readonly string[]): string {
  const first = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${first} and ${names.length - 3} more` : first
}
