import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Problem, refuse } from '../suite/problem.ts'
import type { Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import { shown } from '../suite/words.ts'
import type { Dataset, Item } from './item.ts'
import { itemMaker } from './itemMaker.ts'
import { leakProblems } from './leaks.ts'
import { poolProblems } from './poolProblems.ts'
import { publicDataset } from './publicDataset.ts'
import { problemInRow, readRows, type Row } from './readRows.ts'
import { readTranslation } from './readTranslation.ts'
import { unknownNames } from './unknownNames.ts'

/**
 * All test items, exemplars and training rows of a task, in file order; in the order they are taken in where the rows are a public data
 * set's. Throws a SuiteError with every row that cannot be one.
 */
export function readDataset(task: Task, study: Study): Dataset {
  return task.layout === undefined ? ownDataset(task, study) : publicDataset(task, task.layout, study)
}

function ownDataset(task: Task, study: Study): Dataset {
  const tests = readPart('test item', task.data)
  const pool = readPart('exemplar', task.exemplars?.file)
  const training = readPart('training row', task.training)
  const parts = [tests, pool, training]
  refuse(parts.flatMap(({ problems }) => problems))
  refuse(
    unknownNames(
      task,
      parts.flatMap(({ rows }) => rows),
    ),
  )
  const itemOf = itemMaker(task)
  const made = (part: Part<Name>) => part.rows.map(itemOf)
  const [items, exemplars, trained] = [made(tests), made(pool), made(training)]
  refuse([...repeatedIds(parts), ...[...items, ...exemplars, ...trained].flatMap((item) => ('id' in item ? [] : item))])
  const dataset = {
    items: items.flatMap(sound),
    exemplars: exemplars.flatMap(sound),
    ...(task.training === undefined ? {} : { training: trained.flatMap(sound) }),
  }
  refuse([
    ...leakProblems(dataset.items, dataset.exemplars, pool),
    ...leakProblems(dataset.items, dataset.training ?? [], training),
    ...poolProblems(task, study, dataset.exemplars.length),
  ])
  const translations = Object.entries(task.translations ?? {}).map(
    ([language, translation]) => [language, readTranslation(task, language, translation, dataset)] as const,
  )
  return translations.length === 0 ? dataset : { ...dataset, translations: Object.fromEntries(translations) }
}

type Name = 'test item' | 'exemplar' | 'training row'

/** A file of rows of a task, and what one of them is called. */
interface Part<Called extends Name> {
  called: Called
  rows: Row[]
  problems: Problem[]
}

const sound = (item: Item | Problem[]) => ('id' in item ? [item] : [])

function readPart<Called extends Name>(called: Called, file: string | undefined): Part<Called> {
  return { called, ...(file === undefined ? { rows: [], problems: [] } : readRows(file, readFileSync(file, 'utf8'))) }
}

function repeatedIds(parts: readonly Part<Name>[]): Problem[] {
  const first = new Map<string, { row: Row; called: Name }>()
  return parts
    .flatMap(({ rows, called }) => rows.map((row) => ({ row, called })))
    .flatMap(({ row, called }) => {
      const earlier = first.get(row.id)
      if (earlier === undefined) {
        first.set(row.id, { row, called })
        return []
      }
      const place = `${path.basename(earlier.row.file)}:${earlier.row.line}`
      const isLeak = earlier.called === 'test item' && called !== earlier.called
      return [
        problemInRow(row, 'id', {
          what: isLeak ? `the ${called} has the id of a test item` : 'the id is taken',
          expected: 'an id that no other row of the task has, test row or exemplar',
          found: `${shown(row.id)}, which is also the id of ${place}`,
          todo: isLeak
            ? `If it is the same item, delete it from the ${called}s; else rename it.`
            : 'Rename one of them.',
        }),
      ]
    })
}
