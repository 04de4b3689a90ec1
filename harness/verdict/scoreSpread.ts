import { crossedError, type ScoreError } from '../statistics/crossedError.ts'
import { type CrossedTable, crossedSquares } from '../statistics/crossedSquares.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { type VarianceComponent, varianceComponents } from '../statistics/varianceComponents.ts'

/** What the score of a task hangs on, and error bars that say what they cover. */
export interface ScoreSpread {
  state: 'estimated'
  value: number
  components: VarianceComponent[]
  /** For other levels of the first factor; of it and one more each; of all. The first is the usual error bar of a score. */
  errors: (ScoreError | Undefined)[]
  /** Factors of a single level: nothing here says how the score would be under another. */
  notCovered: string[]
}

/** Variance components and error bars of a full table, the first factor being items. Undefined where its mean squares are. */
export function scoreSpread(table: CrossedTable, level = 0.95): ScoreSpread | Undefined {
  const [leading] = table.factors
  if (leading?.levels === 1) return notComputable(`${leading.name}: one level says nothing of others`)
  const squares = crossedSquares(table)
  if (squares.state === 'undefined') return squares
  const found = varianceComponents(table, (1 - level) / 2)
  if (found.state === 'undefined') return found
  const [first, ...others] = squares.factors.map(({ name }) => name)
  const items = first === undefined ? [] : [first]
  const covers = [
    items,
    ...others.map((other) => [...items, other]),
    ...(others.length > 1 ? [[...items, ...others]] : []),
  ]
  return {
    state: 'estimated',
    value: squares.value,
    components: found.components,
    errors: covers.map((names) => crossedError(squares, names, level)),
    notCovered: table.factors.filter(({ levels }) => levels === 1).map(({ name }) => name),
  }
}
