import type { CheckedFolder } from '../dataset/checkFolder.ts'
import type { Item } from '../dataset/item.ts'

/** Rows of training data that ask and answer in the words of another task's test items. */
export interface AlsoTested {
  /** The task that the rows are of. */
  task: string
  /** The task that tests them. */
  testedBy: string
  rows: number
}

/**
 * Training rows, asked or shown, that are test items of other tasks of the folder: scores there are no longer of unseen items. The same
 * values of all fields and the same answer count as the same; near twins, and shared passages, are not found. A task's own test items
 * are never among its rows: the folder is refused then.
 */
export function alsoTested(
  used: ReadonlyMap<string, ReadonlySet<Item>>,
  { tasks, datasets }: CheckedFolder,
): AlsoTested[] {
  const testedBy = new Map<string, Set<string>>()
  for (const [index, task] of tasks.entries()) {
    for (const item of datasets[index]?.items ?? []) {
      const names = testedBy.get(words(item))
      if (names === undefined) testedBy.set(words(item), new Set([task.name]))
      else names.add(task.name)
    }
  }
  return [...used].flatMap(([task, items]) => {
    const counts = new Map<string, number>()
    for (const item of items) {
      for (const name of testedBy.get(words(item)) ?? []) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return [...counts].map(([name, rows]) => ({ task, testedBy: name, rows }))
  })
}

const words = ({ fields, answer }: Item) => JSON.stringify([fields.map(({ value }) => value), answer.text])
