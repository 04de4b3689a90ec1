import { createHash } from 'node:crypto'
import { absentProblems, type CheckedFolder } from '../dataset/checkFolder.ts'
import type { Item } from '../dataset/item.ts'
import { wrapsOf } from '../prompt/wrap.ts'
import { refuse } from '../suite/problem.ts'
import type { Task } from '../suite/task.ts'
import { alsoTested, type AlsoTested } from './alsoTested.ts'
import { donors } from '../study/donors.ts'
import { exemplarsOf, halves, type Halves } from './halves.ts'
import type { Form, Mixture } from '../study/mixture.ts'
import { interleave, type Rates, rates } from './mixing.ts'
import { mixtureTasks, poolProblem } from '../study/mixtureTasks.ts'
import { recipeFor, type TunedAs } from './recipeFor.ts'
import { flanText, samplegenText, type TrainingText } from './trainingText.ts'

/** What is to be exported. */
export interface Wanted extends Rates {
  mixture: Mixture
  form: Form
  /** The recipe of the study whose prompt the model will be asked with. */
  recipe: string
  seed: number
  /** `completion`: the prompt carries no loss. `sequence`: every token does. */
  loss: 'completion' | 'sequence'
  /** Most training rows. */
  rows: number
  /** The one task of setups that are about one. */
  task?: string
}

/** One line of a file, as TRL's SFTTrainer reads it: prompt and completion, or the whole text. */
export type TrainingRow = (TrainingText | { text: string }) & {
  id: string
  task: string
  /** The exemplars in the completion, in the order shown, and the task they are rows of. */
  exemplars?: string[]
  exemplarTask?: string
}

/** The rows of a mixture in training order, and what they were made from. */
export interface TuningData {
  train: TrainingRow[]
  validation: TrainingRow[]
  tasks: SharedTask[]
  alsoTested: AlsoTested[]
  /** The condition of the study that asks a model of the recipe, or how it is asked where there is none. */
  askedAs: string
}

/** A task's share in a mixture. */
export interface SharedTask {
  task: string
  role: Task['role']
  /** Training rows that are asked, and that are shown as exemplars. */
  items: number
  exemplars: number
  /** The share of draws that fall on this task. */
  rate: number
  train: number
  validation: number
  /** The task whose exemplars are shown, where it is another. */
  donor?: string
  sha256: { task: string; rows: string }
}

/** A tenth of a mixture is kept for validation, as in the source. */
const VALIDATION = 10

/**
 * Makes the training data of a mixture from the training rows of its tasks, or the exemplars of a task that names none; test rows take no
 * part. Pure but for reading those files again for their hashes: the same folder and wishes give the same rows on any machine. Both forms
 * of a mixture ask the same items in the same order. Throws a SuiteError where the folder does not have what the mixture needs.
 */
export function tuningData(folder: CheckedFolder, wanted: Wanted, read: (file: string) => Uint8Array): TuningData {
  const { study } = folder
  const { mixture, seed } = wanted
  const tunedAs = recipeFor(study, wanted)
  const tasks = mixtureTasks(mixture, folder.tasks, study, wanted.task)
  refuse(absentProblems(tasks, folder))
  const pools = tasks.map((task) => halvesOf(task, folder))
  refuse(
    tasks.flatMap((task, index) => poolProblems(task, pools[index] ?? { items: [], exemplars: [] }, tunedAs.shots)),
  )
  const donorOf = mixture.variant === 'relevance' ? donors(tasks, study, seed) : new Map<Task, Task>()
  const sources = tasks.map((task, index): Source => {
    const donor = donorOf.get(task)
    const shown = donor === undefined ? pools[index] : pools[tasks.indexOf(donor)]
    return {
      task,
      ...(donor === undefined ? {} : { donor }),
      items: pools[index]?.items ?? [],
      pool: shown?.exemplars ?? [],
    }
  })
  const counts = sources.map(({ items }) => items.length)
  const order = placed(interleave(counts, wanted, seed), sources)
  const kept = order.length - Math.floor(order.length / VALIDATION)
  const used = new Map<string, Set<Item>>()
  const rowOf = rowMaker(wanted, tunedAs, folder, used)
  const parts = { train: order.slice(0, Math.min(kept, wanted.rows)), validation: order.slice(kept) }
  const weights = rates(counts, wanted)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const [train, validation] = [parts.train.map(rowOf), parts.validation.map(rowOf)]
  return {
    train,
    validation,
    alsoTested: alsoTested(used, folder),
    askedAs: tunedAs.askedAs,
    tasks: sources.map(({ task, items, pool, donor }, index) => ({
      task: task.name,
      role: task.role,
      items: items.length,
      exemplars: pool.length,
      rate: (weights[index] ?? 0) / total,
      train: parts.train.filter(({ source }) => source.task === task).length,
      validation: parts.validation.filter(({ source }) => source.task === task).length,
      ...(donor === undefined ? {} : { donor: donor.name }),
      sha256: { task: sha256(task.writtenIn.text), rows: sha256(read(poolOf(task) ?? '')) },
    })),
  }
}

interface Source {
  task: Task
  donor?: Task
  items: Item[]
  /** Where exemplars are drawn from. */
  pool: Item[]
}

interface Place {
  source: Source
  item: Item
}

/** The items that an order of tasks falls on: each task's own, from the first on. */
function placed(order: readonly number[], sources: readonly Source[]): Place[] {
  const next = sources.map(() => 0)
  return order.flatMap((index) => {
    const [source, at = 0] = [sources[index], next[index]]
    const item = source?.items[at]
    next[index] = at + 1
    return source === undefined || item === undefined ? [] : [{ source, item }]
  })
}

/** Makes the rows of places, and keeps what they ask and show in `used`, by task. */
function rowMaker(
  { form, loss, seed, mixture, recipe }: Wanted,
  tunedAs: TunedAs,
  { study }: CheckedFolder,
  used: Map<string, Set<Item>>,
) {
  const wraps = wrapsOf(study.recipes)
  const keep = ({ name }: Task, items: readonly Item[]) => {
    const kept = used.get(name) ?? new Set()
    used.set(name, kept)
    for (const item of items) kept.add(item)
  }
  return ({ source: { task, donor, pool }, item }: Place): TrainingRow => {
    const exemplars = form === 'flan' ? [] : exemplarsOf(item, pool, { seed, task: task.name, shots: tunedAs.shots })
    keep(task, [item])
    // A blank exemplar is nobody's.
    const isShown = form === 'samplegen' && mixture.variant !== 'corrupted'
    if (isShown) keep(donor ?? task, exemplars)
    const text =
      form === 'flan'
        ? flanText(item, tunedAs.condition, wraps)
        : samplegenText(item, exemplars, { recipe, wraps, variant: mixture.variant })
    return {
      ...(loss === 'completion' ? text : { text: text.prompt + text.completion }),
      id: item.id,
      task: task.name,
      ...(isShown ? { exemplars: exemplars.map(({ id }) => id), exemplarTask: (donor ?? task).name } : {}),
    }
  }
}

function halvesOf(task: Task, { tasks, datasets }: CheckedFolder): Halves {
  const dataset = datasets[tasks.indexOf(task)]
  return halves(dataset?.training ?? dataset?.exemplars ?? [], task.name)
}

function poolProblems(task: Task, { items, exemplars }: Halves, shots: number) {
  if (poolOf(task) === undefined) return [poolProblem(task, 'a file of training rows, or of exemplars', 'none')]
  if (items.length > 0 && exemplars.length >= shots) return []
  const expected = `at least ${shots} exemplars in the half that is shown, and an item in the half that is asked; rows of one group or wording stay together`
  return [poolProblem(task, expected, `${exemplars.length} and ${items.length}`)]
}

/** The file of the rows that a task is tuned on. */
const poolOf = ({ training, exemplars }: Task) => training ?? exemplars?.file

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
