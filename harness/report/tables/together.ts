import type { CellScores } from '../../measure/cell.ts'
import { declaredItems } from '../../verdict/pairing.ts'
import type { Measured } from './measured.ts'

/**
 * Pairs conditions by their items for many tables, once for all that use as many items: pairing each two of them by themselves would give
 * the same and take far longer.
 *
 * It would not give the same where a cell lacks items that the others have, or is missing: then the conditions that are asked for are
 * paired by themselves.
 *
 * @param pair pairs these conditions; nothing where cells are missing
 * @param items paired items of each task, by name
 */
export function together<T>(
  { conditions, cells }: Pick<Measured, 'conditions' | 'cells'>,
  pair: (conditions: readonly string[]) => T | undefined,
  items: (paired: T) => ReadonlyMap<string, number>,
): (wanted: readonly string[]) => { conditions: readonly string[]; paired: T | undefined } {
  const byCondition = new Map(
    conditions.map(({ name }) => [name, cells.filter(({ condition }) => condition === name)] as const),
  )
  const cellsOf = (name: string): readonly CellScores[] => byCondition.get(name) ?? []
  const most = new Map(conditions.map(({ name }) => [name, declaredItems(cellsOf(name))]))
  const known = new Map<number, { names: string[]; paired: T | undefined; counts: ReadonlyMap<string, number> }>()

  return (wanted) => {
    const least = Math.min(...wanted.map((name) => most.get(name) ?? 0))
    const all = known.get(least) ?? pairAll(least)
    known.set(least, all)
    const whole = wanted.flatMap(cellsOf).every(({ task, items: own }) => {
      const count = all.counts.get(task)
      return count !== undefined && count === Math.min(least, own.length)
    })
    return all.paired !== undefined && whole
      ? { conditions: all.names, paired: all.paired }
      : { conditions: wanted, paired: pair(wanted) }
  }

  function pairAll(least: number) {
    const names = conditions.map(({ name }) => name).filter((name) => (most.get(name) ?? 0) >= least)
    const paired = pair(names)
    return { names, paired, counts: paired === undefined ? new Map<string, number>() : items(paired) }
  }
}
