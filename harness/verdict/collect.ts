import type { CellScores } from '../measure/cell.ts'
import { conditionsOf, type Relation } from '../suite/hypothesis.ts'
import { isAbout, type Over } from '../suite/over.ts'
import type { TaskRole } from '../suite/task.ts'

/** What a verdict needs to know of a task. */
export interface TaskFacts {
  task: string
  cluster: string
  role: TaskRole
  /** Items of the task per million tokens of pretraining text, by base model, where that is known. */
  exposure?: Readonly<Record<string, number>>
}

/** The cells of one task, by condition: one per seed in ascending order, or one alone for a base model. */
export interface TaskCells {
  facts: TaskFacts
  byCondition: Map<string, CellScores[]>
}

/**
 * The cells of one base model that a relation needs, by task, sorted by task name.
 *
 * Every task needs every condition under every seed that any task has for it. Cells that are absent, twice there with
 * different contents, or unusable are faults: each is named, and no analysis goes on without it.
 */
export function collectCells(
  relation: Relation,
  tasks: readonly TaskFacts[],
  cells: readonly CellScores[],
  model: string,
): { state: 'complete'; tasks: TaskCells[] } | { state: 'faulty'; faults: string[] } {
  const conditions = conditionsOf(relation)
  const chosen = tasksOver(relation.over, tasks)
  const names = new Set(chosen.map(({ task }) => task))
  const own = cells.filter((c) => c.model === model && conditions.includes(c.condition) && names.has(c.task))
  const at = new Map<string, CellScores>()
  const faults: string[] = []
  for (const cell of own) {
    const key = JSON.stringify([cell.task, cell.condition, seedOf(cell)])
    const known = at.get(key)
    if (known !== undefined && known.fingerprint !== cell.fingerprint)
      faults.push(`${label(cell)} is there twice, with different contents`)
    const wrong = unusable(cell)
    if (wrong !== undefined) faults.push(`${label(cell)}: ${wrong}`)
    at.set(key, cell)
  }
  const seeds = new Map(
    conditions.map((condition) => [condition, seedsOf(own.filter((cell) => cell.condition === condition))]),
  )
  const collected = chosen.map((facts) => ({
    facts,
    byCondition: new Map(
      conditions.map((condition) => {
        const found = (seeds.get(condition) ?? []).flatMap((seed) => {
          const cell = at.get(JSON.stringify([facts.task, condition, seed]))
          if (cell === undefined)
            faults.push(`${facts.task}, ${condition}${seed === 'none' ? '' : ` seed ${seed}`} is missing`)
          return cell === undefined ? [] : [cell]
        })
        return [condition, found] as const
      }),
    ),
  }))
  for (const [condition, found] of seeds)
    if (found.length === 0 && chosen.length > 0) faults.push(`every cell of ${condition} is missing`)
  // That a defect changes nothing is an answer.
  if (relation.kind !== 'artefacts') faults.push(...sameCells(conditions, collected))
  return faults.length > 0
    ? { state: 'faulty', faults: [...new Set(faults)].sort() }
    : { state: 'complete', tasks: collected }
}

/**
 * Conditions that put the same prompts to the same weights on every task: a variant that changes nothing would be found equal, whatever
 * is true. A fingerprint knows everything that determines a cell, and not its name.
 */
function sameCells(conditions: readonly string[], tasks: readonly TaskCells[]): string[] {
  const asked = ({ byCondition }: TaskCells, condition: string) =>
    JSON.stringify((byCondition.get(condition) ?? []).map(({ fingerprint }) => fingerprint))
  const alike = (a: string, b: string) =>
    tasks.length > 0 && tasks.every((task) => asked(task, a) === asked(task, b) && asked(task, a) !== '[]')
  const names = [...new Set(conditions)]
  return names.flatMap((a, index) =>
    names
      .slice(index + 1)
      .filter((b) => alike(a, b))
      .map((b) => `${a} and ${b} put the same prompts to one model on every task: ${NOTHING_VARIES}`),
  )
}

/** Ends the fault of conditions that differ in nothing but their names. */
export const NOTHING_VARIES = 'a variant that changes nothing'

/** The tasks that a hypothesis is about, sorted by name. */
export function tasksOver(over: Over, tasks: readonly TaskFacts[]): TaskFacts[] {
  return tasks.filter(({ task, role }) => isAbout(over, { name: task, role })).sort((a, b) => byText(a.task, b.task))
}

/** Order by UTF-16 code units: the same on every machine, whatever its language. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Seed of the tuned model that takes part: the one that answers, else the one that wrote the exemplars. */
export function seedOf({ weights, writer }: CellScores): number | 'none' {
  return weights.state === 'tuned' ? weights.seed : (writer?.seed ?? 'none')
}

function seedsOf(cells: readonly CellScores[]): (number | 'none')[] {
  return [...new Set(cells.map(seedOf))].sort((a, b) => Number(a) - Number(b))
}

function label(cell: CellScores): string {
  const seed = seedOf(cell)
  return `${cell.task}, ${cell.condition}${seed === 'none' ? '' : ` seed ${seed}`}`
}

function unusable({ items, scores, chance }: CellScores): string | undefined {
  if (scores.length !== items.length || chance.length !== items.length) {
    return `${items.length} items, ${scores.length} scores and ${chance.length} chance levels`
  }
  if (new Set(items).size !== items.length) return 'an item id occurs twice'
  const within = (value: number) => value >= 0 && value <= 1
  if (!scores.every(within)) return `a score is not in [0, 1]: ${scores.find((score) => !within(score))}`
  if (!chance.every(within)) return `a chance level is not in [0, 1]: ${chance.find((level) => !within(level))}`
  return undefined
}
