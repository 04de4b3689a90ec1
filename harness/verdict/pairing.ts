import type { CellScores } from '../measure/cell.ts'
import { byText } from './collect.ts'

/** Items that every cell of a task has, and what had to be left out. */
export interface Pairing {
  /** Item ids, sorted as text: sums over them must not depend on the order in which a cell lists its items. */
  items: string[]
  /** Items of one condition that another was declared not to use. */
  leftOutByDesign: number
  /** Items within all declared sets that some cell lacks. */
  missing: number
}

/**
 * Pairs the cells of one task by item id.
 *
 * A condition takes items in file order, up to a number that it declares; that number is read from its cells: the most
 * items that any task has under it. Two conditions that declare 20 and 60 items are compared on the first 20, which is
 * design. An item within both declared sets that one cell lacks is missing, which is a fault of the data.
 *
 * @param cells one list per condition, each with one cell per seed
 * @param declared items that each condition declares, in the same order
 */
export function pairItems(cells: readonly (readonly CellScores[])[], declared: readonly number[]): Pairing {
  const lists = cells.flat().map(({ items }) => items)
  const file = fileOrder(lists)
  const shared = new Set(
    lists.reduce<readonly string[]>((left, list) => {
      if (sameList(left, list)) return left
      const own = new Set(list)
      return left.filter((item) => own.has(item))
    }, file),
  )
  const reach = Math.min(file.length, ...declared)
  const widest = Math.min(file.length, Math.max(...declared))
  return {
    items: [...shared].sort(byText),
    leftOutByDesign: file.slice(reach, widest).filter((item) => !shared.has(item)).length,
    missing: file.slice(0, reach).filter((item) => !shared.has(item)).length,
  }
}

/** The most items that any of these cells has. */
export function declaredItems(cells: readonly CellScores[]): number {
  return cells.reduce((most, { items }) => Math.max(most, items.length), 0)
}

/** Merges lists that each keep the order of the file: an item new to the merged list follows its predecessor. */
function fileOrder(lists: readonly (readonly string[])[]): string[] {
  const [longest = [], ...others] = [...lists].sort((a, b) => b.length - a.length)
  const merged = [...longest]
  const known = new Set(merged)
  for (const list of others) {
    if (sameList(list, longest)) continue
    for (const [position, item] of list.entries()) {
      if (known.has(item)) continue
      const before = list[position - 1]
      merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, item)
      known.add(item)
    }
  }
  return merged
}

/** Whether two lists hold the same items in the same order: nearly always so, and then nothing needs to be looked up. */
function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

/** Where each item stands in a list; lists that are alike, as nearly all are, are looked up once. */
export function finder(items: readonly string[]): (list: readonly string[]) => Int32Array {
  const known: { list: readonly string[]; positions: Int32Array }[] = []
  return (list) => {
    const before = known.find((entry) => sameList(entry.list, list))
    if (before !== undefined) return before.positions
    const at = new Map(list.map((item, index) => [item, index]))
    const positions = Int32Array.from(items, (item) => Number(at.get(item)))
    known.push({ list, positions })
    return positions
  }
}
