import type { Layout } from '../suite/layout.ts'
import { refuse, SuiteError } from '../suite/problem.ts'
import type { Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import { absentData } from './absentData.ts'
import { classNameProblems } from './classNames.ts'
import type { Dataset, Item } from './item.ts'
import { itemMaker } from './itemMaker.ts'
import { layoutRows, type Part } from './layoutRows.ts'
import { leakProblems } from './leaks.ts'
import { poolProblems } from './poolProblems.ts'
import { unknownNames } from './unknownNames.ts'

/**
 * The test items and exemplars of a task on a public data set, in the order they are taken in. Nobody can correct such a set: a few rows
 * that cannot be items are left out, and exemplars that are also test items. Throws a SuiteError where more are.
 */
export function publicDataset(task: Task, layout: Layout, study: Study): Dataset {
  const absent = absentData(task, layout)
  if (absent !== undefined) return { items: [], exemplars: [], absent }
  refuse(classNameProblems(task, layout))
  const { tests, pool } = layoutRows(layout)
  refuse(unknownNames(task, [...tests.rows, ...pool.rows]))
  const items = soundItems(task, tests)
  const exemplars = soundItems(task, pool)
  const leaks = leakProblems(items, exemplars, { rows: pool.rows, called: 'exemplar' })
  const leaking = new Set(leaks.map(({ line }) => line))
  const dataset = { items, exemplars: exemplars.filter(({ source }) => !leaking.has(source.line)) }
  refuse(poolProblems(task, study, dataset.exemplars.length))
  return dataset
}

function soundItems(task: Task, { rows, problems }: Part): Item[] {
  const made = rows.map(itemMaker(task))
  const faults = [...problems, ...made.flatMap((item) => ('id' in item ? [] : item))]
  if (faults.length > FAULTY * (rows.length + problems.length)) throw new SuiteError(faults)
  return made.flatMap((item) => ('id' in item ? [item] : []))
}

/** The share of faulty rows above which it is the task that is wrong, or the export. */
const FAULTY = 0.05
