import type { CellScores } from '../measure/cell.ts'
import type { Consistency, Match } from '../suite/hypothesis.ts'
import type { Facts } from './analysis.ts'
import { byText, collectCells, type TaskCells } from './collect.ts'

/** What a claim on all base models together is about. */
export interface CollectedModels {
  /** Names of the base models, sorted. */
  models: string[]
  /** The cells of each model task by task; none where a cell of any model is at fault. */
  own: TaskCells[][]
  /** What is wrong with cells, each with its model. */
  faults: string[]
}

/** The cells of every base model that is asked under x or y of a claim. */
export function collectModels(
  relation: Consistency | Match,
  { tasks }: Facts,
  cells: readonly CellScores[],
): CollectedModels {
  const about = cells.filter(({ condition }) => condition === relation.x || condition === relation.y)
  const models = [...new Set(about.map(({ model }) => model))].sort(byText)
  const collected = models.map((model) => ({ model, cells: collectCells(relation, tasks, cells, model) }))
  const faults = collected.flatMap(({ model, cells: found }) =>
    found.state === 'faulty' ? found.faults.map((fault) => `${model}: ${fault}`) : [],
  )
  const own = collected.flatMap(({ cells: found }) => (found.state === 'complete' ? [found.tasks] : []))
  return { models, own: faults.length > 0 ? [] : own, faults }
}
