import type { SpecificityTask } from '../statistics/specificity.ts'
import { notComputable } from '../statistics/undefined.ts'
import { conditionsOf, type Consistency } from '../suite/hypothesis.ts'
import type { Facts } from './analysis.ts'
import type { TaskCells } from './collect.ts'
import type { CollectedModels } from './collectModels.ts'
import { countsOf, type Paired } from './counts.ts'
import { doubts } from './gathered.ts'
import { declaredItems, finder, pairItems } from './pairing.ts'
import type { Counts } from './verdict.ts'
import { counted } from './wording.ts'

/** What a claim on the items of all base models rests on: answers to those that every model was asked. */
export interface PairedModels {
  tasks: SpecificityTask[]
  counts: Counts
  warnings: string[]
}

/** Pairs the cells of all models by item; with a fault there are no tasks. */
export function pairModels(relation: Consistency, { tasks }: Facts, { own, faults }: CollectedModels): PairedModels {
  if (faults.length > 0) {
    const counts = countsOf(relation, tasks, [], notComputable(counted(faults.length, 'cell fault')))
    return { tasks: [], counts, warnings: [] }
  }
  const whole = together(own)
  const declared = conditionsOf(relation).map((condition) =>
    declaredItems(whole.flatMap(({ byCondition }) => byCondition.get(condition) ?? [])),
  )
  const paired: Paired = { state: 'estimated', items: [], leftOutByDesign: 0, missing: 0 }
  const answers = whole.map(({ facts, byCondition }, index): SpecificityTask => {
    const { items, missing, leftOutByDesign } = pairItems(
      conditionsOf(relation).map((condition) => byCondition.get(condition) ?? []),
      declared,
    )
    paired.items.push(items.length)
    paired.missing += missing
    paired.leftOutByDesign += leftOutByDesign
    const find = finder(items)
    const under = (model: readonly TaskCells[], condition: string) =>
      (model[index]?.byCondition.get(condition) ?? []).map((cell) =>
        Float64Array.from(find(cell.items), (position) => Number(cell.scores[position])),
      )
    return {
      task: facts.task,
      models: own.map((model) => ({ base: under(model, relation.x), tuned: under(model, relation.y) })),
    }
  })
  const counts = withEachSeedOnce(countsOf(relation, tasks, whole, paired))
  return { tasks: answers, counts, warnings: doubts(counts, whole, 'consistencies') }
}

/** The cells of all models, task by task. */
export function together(models: readonly (readonly TaskCells[])[]): TaskCells[] {
  const [first = []] = models
  return first.map(({ facts, byCondition }, index) => ({
    facts,
    byCondition: new Map(
      [...byCondition.keys()].map((condition) => [
        condition,
        models.flatMap((tasks) => tasks[index]?.byCondition.get(condition) ?? []),
      ]),
    ),
  }))
}

/** Models that were tuned with the same seeds name them once. */
export function withEachSeedOnce(counts: Counts): Counts {
  const seeds = counts.seeds.map((of) => ({ ...of, seeds: [...new Set(of.seeds)].sort((a, b) => a - b) }))
  return { ...counts, seeds }
}
