import { readFileSync } from 'node:fs'
import { type Problem, refuse } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { Task } from '../suite/task.ts'
import type { Dataset, Item } from './item.ts'
import { itemMaker } from './itemMaker.ts'
import { problemInRow, readRows, type Row } from './readRows.ts'

/**
 * The items and exemplars of a task in another language: the same ids in the same order, with the same right option. Throws a SuiteError
 * with every row that has no twin in the task, or another right option than its twin, and with the ids that have no row.
 */
export function readTranslation(
  task: Task,
  language: string,
  { file, prompt }: NonNullable<Task['translations']>[string],
  own: Dataset,
): Dataset {
  const { rows, problems } = readRows(file, readFileSync(file, 'utf8'))
  refuse(problems)
  const itemOf = itemMaker({ ...task, prompt })
  const twins = new Map([...own.items, ...own.exemplars].map((item) => [item.id, item]))
  const made = new Map<string, Item>()
  const faults = rows.flatMap((row) => {
    const twin = twins.get(row.id)
    if (twin === undefined || made.has(row.id)) return [strayRow(row, made.has(row.id))]
    const item = itemOf(row)
    if (!('id' in item)) return item
    // A passage is the same passage in each language.
    made.set(row.id, { ...item, ...(twin.group === undefined ? {} : { group: twin.group }) })
    return item.answer.index === twin.answer.index && item.options.length === twin.options.length
      ? []
      : [otherAnswer(row, item, twin)]
  })
  const missing = [...twins.keys()].filter((id) => !rows.some((row) => row.id === id))
  refuse([...faults, ...(missing.length === 0 ? [] : [untranslated(task, language, missing)])])
  const inLanguage = ({ id }: Item) => made.get(id) ?? []
  return { items: own.items.flatMap(inLanguage), exemplars: own.exemplars.flatMap(inLanguage) }
}

function strayRow(row: Row, isRepeated: boolean): Problem {
  return problemInRow(row, 'id', {
    what: isRepeated ? 'the id is taken' : 'the row translates nothing',
    expected: 'the id of a test row or an exemplar of the task, once',
    found: row.id,
    todo: isRepeated ? 'Delete one of the rows.' : 'Correct the id, or delete the row.',
  })
}

function otherAnswer(row: Row, item: Item, twin: Item): Problem {
  const place = ({ answer, options }: Item) =>
    answer.index === undefined ? 'free text' : `option ${answer.index + 1} of ${options.length}`
  return problemInRow(row, 'answer', {
    what: 'the right answer is another one than in the task',
    expected: place(twin),
    found: place(item),
    todo: 'Write the options in the order of the task, and the same one as the answer.',
  })
}

function untranslated(task: Task, language: string, ids: readonly string[]): Problem {
  return problemIn(task.writtenIn, ['translations', language, 'file'], {
    what: 'lacks rows',
    expected: 'a row for each test row and each exemplar of the task',
    found: `none for ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''}`,
    todo: 'Translate them, under the same ids.',
  })
}
