import type { CellScores } from '../measure/cell.ts'
import { notComputable } from '../statistics/undefined.ts'
import { conditionsOf, type Relation } from '../suite/hypothesis.ts'
import { type Facts, listed } from './analysis.ts'
import { collectCells } from './collect.ts'
import { countsOf } from './counts.ts'
import { pairScores, type PairedTask } from './pairedScores.ts'
import type { Counts } from './verdict.ts'
import { counted } from './wording.ts'

/** What a relation rests on for one base model: paired scores, or the faults of its cells. */
export interface Gathered {
  tasks: PairedTask[]
  faults: string[]
  counts: Counts
  warnings: string[]
}

/** Collects and pairs the cells of a relation that is about the scores of items; with a fault there are no tasks. */
export function gatherScores(
  relation: Relation,
  { tasks }: Facts,
  cells: readonly CellScores[],
  model: string,
): Gathered {
  const collected = collectCells(relation, tasks, cells, model)
  if (collected.state === 'faulty') {
    const { faults } = collected
    const counts = countsOf(relation, tasks, [], notComputable(counted(faults.length, 'cell fault')))
    return { tasks: [], faults, counts, warnings: [] }
  }
  const scored = pairScores(collected.tasks, conditionsOf(relation))
  const counts = countsOf(relation, tasks, collected.tasks, scored.paired)
  return { tasks: scored.tasks, faults: [], counts, warnings: doubts(counts, collected.tasks, 'scores') }
}

/** What to know of the cells behind a verdict; `what` of them is averaged over seeds. */
export function doubts(
  counts: Counts,
  tasks: readonly { byCondition: Map<string, CellScores[]> }[],
  what: string,
): string[] {
  const whole = tasks.flatMap(({ byCondition }) => [...byCondition.values()].flat()).filter(({ corpus }) => corpus)
  const named = [...new Set(whole.map(({ task }) => task))]
  return [
    ...seedDoubts(counts, what),
    ...(named.length > 0 ? [`scored as a whole, but compared by the scores of their items: ${listed(named)}`] : []),
    ...(counts.leftOutByDesign > 0
      ? [`${counted(counts.leftOutByDesign, 'item')} left out: one of the conditions is declared to use fewer`]
      : []),
    ...(counts.missing > 0 ? [`${counted(counts.missing, 'item')} left out: missing under some condition`] : []),
  ]
}

/** One seed may be a lucky one; several are averaged, and are these and no others. */
function seedDoubts({ seeds }: Counts, what: string): string[] {
  const alone = seeds.filter((entry) => entry.seeds.length === 1).map(({ condition }) => condition)
  const several = seeds.filter((entry) => entry.seeds.length > 1)
  return [
    ...(alone.length > 0
      ? [`one seed of ${alone.join(', ')}: another seed may differ by more than the interval says`]
      : []),
    ...[...new Set(several.map((entry) => entry.seeds.length))].map((count) => {
      const own = several.filter((entry) => entry.seeds.length === count).map(({ condition }) => condition)
      return `${what} of ${own.join(', ')} are means over ${count} seeds: the interval is about these seeds`
    }),
  ]
}
