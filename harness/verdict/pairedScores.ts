import type { TaskCells, TaskFacts } from './collect.ts'
import type { Paired } from './counts.ts'
import { declaredItems, finder, pairItems } from './pairing.ts'
import { meanOf } from './sample.ts'

/** The scores of one task, item by item, on the items that all conditions have. */
export interface PairedTask {
  facts: TaskFacts
  items: number
  /** Mean over seeds of each item's score, one list per condition, in the order asked for; items in the order of their ids. */
  scores: Float64Array[]
  /** Mean chance level of the paired items. */
  chance: number
}

/** Pairs the items of every task under the given conditions, and averages their scores over seeds. */
export function pairScores(
  tasks: readonly TaskCells[],
  conditions: readonly string[],
): { tasks: PairedTask[]; paired: Paired } {
  const cellsOf = ({ byCondition }: TaskCells, condition: string) => byCondition.get(condition) ?? []
  const declared = conditions.map((condition) => declaredItems(tasks.flatMap((task) => cellsOf(task, condition))))
  const paired: Paired = { state: 'estimated', items: [], leftOutByDesign: 0, missing: 0 }
  const scored = tasks.map((task): PairedTask => {
    const cells = conditions.map((condition) => cellsOf(task, condition))
    const { items, missing, leftOutByDesign } = pairItems(cells, declared)
    paired.items.push(items.length)
    paired.missing += missing
    paired.leftOutByDesign += leftOutByDesign
    const find = finder(items)
    const pick = (of: readonly string[], values: readonly number[]) =>
      Float64Array.from(find(of), (position) => Number(values[position]))
    const [reference] = cells.flat()
    return {
      facts: task.facts,
      items: items.length,
      scores: cells.map((seeds) =>
        average(
          seeds.map((cell) => pick(cell.items, cell.scores)),
          items.length,
        ),
      ),
      chance: reference === undefined ? 0 : meanOf(pick(reference.items, reference.chance)),
    }
  })
  return { tasks: scored, paired }
}

function average(seeds: readonly Float64Array[], items: number): Float64Array {
  const sums = new Float64Array(items)
  for (const scores of seeds)
    for (let item = 0; item < items; item++) sums[item] = Number(sums[item]) + Number(scores[item])
  return sums.map((sum) => sum / seeds.length)
}
