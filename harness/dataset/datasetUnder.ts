import { donorOf } from '../study/donors.ts'
import { MIXTURES } from '../study/mixture.ts'
import { mixtureTasks } from '../study/mixtureTasks.ts'
import { asks } from '../suite/asks.ts'
import { type Problem, SuiteError } from '../suite/problem.ts'
import { problemIn } from '../suite/readYaml.ts'
import type { Condition, Drawn, Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import type { CheckedFolder } from './checkFolder.ts'
import type { Dataset, Item } from './item.ts'
import { words } from './leaks.ts'

type Folder = Pick<CheckedFolder, 'study' | 'tasks' | 'datasets'>

/**
 * The rows of a task as a condition asks them: its items, and the exemplars that may stand before them. Exemplars of other tasks are
 * called `task#id`, and none has the words of a test item. Throws a SuiteError where the condition finds none.
 */
export function datasetUnder({ name, exemplars, language }: Condition, task: Task, folder: Folder): Dataset {
  const own = rowsIn(language, datasetOf(task, folder))
  if (own === undefined)
    throw new Error(`${task.name} is not translated into ${language ?? ''}, which condition ${name} asks in`)
  if (exemplars.from !== 'donor' && exemplars.from !== 'mixture') return own
  const { study } = folder
  const sources = atCondition(study, name, () => sourcesOf(task, exemplars, folder))
  const pool = exemplarsOf(sources, own.items, folder)
  if (pool.length >= exemplars.shots) return { ...own, exemplars: pool }
  throw new SuiteError([
    problemIn(study.file, ['conditions', name, 'exemplars', 'shots'], {
      what: `is more than ${task.name} can be shown`,
      expected: `at most ${pool.length}, the exemplars of ${sources.map((source) => source.name).join(', ')} that are not test items`,
      found: String(exemplars.shots),
      todo: 'Lower it, or add exemplars there.',
    }),
  ])
}

/** The exemplars of all tasks of the study but one, in the language of a condition, called and chosen as `datasetUnder` does. */
export function otherRows({ language }: Condition, task: Task, folder: Folder): Item[] {
  const others = folder.tasks.filter((other) => other !== task)
  return exemplarsOf(others, rowsIn(language, datasetOf(task, folder))?.items ?? [], folder, language)
}

function exemplarsOf(sources: readonly Task[], items: readonly Item[], folder: Folder, language?: string): Item[] {
  const tested = new Set(items.map(words))
  return sources
    .flatMap((source) => {
      const { exemplars = [] } = rowsIn(language, datasetOf(source, folder)) ?? {}
      return exemplars.map((exemplar) => ({ ...exemplar, id: `${source.name}#${exemplar.id}` }))
    })
    .filter((exemplar) => !tested.has(words(exemplar)))
}

const rowsIn = (language: string | undefined, dataset: Dataset): Dataset | undefined =>
  language === undefined ? dataset : dataset.translations?.[language]

/** The problems of conditions that draw exemplars from other tasks, each once. */
export function drawnProblems(folder: Folder): Problem[] {
  const problems = folder.study.conditions.flatMap((condition) =>
    folder.tasks.flatMap((task) => {
      if (!asks(condition, task)) return []
      try {
        datasetUnder(condition, task, folder)
        return []
      } catch (error) {
        if (error instanceof SuiteError) return error.problems
        throw error
      }
    }),
  )
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

/** The tasks whose rows are shown before the items of a task. */
function sourcesOf(task: Task, { from, mixture, task: one, shots }: Drawn, folder: Folder): Task[] {
  const { study, tasks } = folder
  const mixed = MIXTURES.find((each) => each.name === mixture)
  const candidates = mixed === undefined ? tasks : mixtureTasks(mixed, tasks, study, one)
  if (from === 'mixture') return [...candidates]
  const giving = candidates.filter((each) => datasetOf(each, folder).exemplars.length >= shots)
  return [donorOf(task, giving, study, study.seed)]
}

/** What is wrong with the tasks of a study is told at the condition that asks for them. */
function atCondition<T>(study: Study, name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof SuiteError)) throw error
    const place = study.file.at(['conditions', name, 'exemplars'])
    throw new SuiteError(error.problems.map((problem) => ({ ...problem, ...place })))
  }
}

function datasetOf(task: Task, { tasks, datasets }: Pick<Folder, 'tasks' | 'datasets'>): Dataset {
  const dataset = datasets[tasks.indexOf(task)]
  if (dataset === undefined) throw new Error(`${task.name}: its rows were not read`)
  return dataset
}
