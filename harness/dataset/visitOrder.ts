import { createHash } from 'node:crypto'
import type { Item } from './item.ts'

/**
 * The order in which a gate asks the items of a task, in blocks: the first `most` items of a shuffle of all rows.
 *
 * An item's place is the hash of the study's seed, the task's name and the item's id (its group's, where it has one), so it is the
 * same for every checkpoint, does not depend on the order of the file, and a gate has nothing to turn. Items of one group
 * are neighbours, and no block ends inside a group: blocks have `size` items, or as many more as their last group needs.
 */
export function visitOrder(items: readonly Item[], { seed, task, most, size }: Visit): Item[][] {
  const units = new Map<string, { rank: string; items: Item[] }>()
  for (const item of items) {
    const key = item.group === undefined ? ['item', item.id] : ['group', item.group]
    const name = JSON.stringify(key)
    const unit = units.get(name) ?? { rank: rankOf([seed, task, ...key]), items: [] }
    unit.items.push(item)
    units.set(name, unit)
  }
  const blocks: Item[][] = []
  let taken = 0
  for (const unit of [...units.values()].sort((a, b) => (a.rank < b.rank ? -1 : 1))) {
    // The rest of a group would be another observation than the group.
    if (taken > 0 && taken + unit.items.length > most) break
    taken += unit.items.length
    const last = blocks.at(-1)
    if (last === undefined || last.length >= size) blocks.push([...unit.items])
    else last.push(...unit.items)
  }
  return blocks
}

export interface Visit {
  seed: number
  task: string
  /** Most items. */
  most: number
  /** Items of a block. */
  size: number
}

const rankOf = (key: (string | number)[]) =>
  createHash('sha256')
    .update(JSON.stringify(['gate', ...key]))
    .digest('hex')
