import type { Item } from '../dataset/item.ts'
import { drawn } from '../study/draw.ts'

/** A task's rows for tuning: those that are asked, and those that are shown as their exemplars. */
export interface Halves {
  items: Item[]
  exemplars: Item[]
}

/**
 * Cuts the pool of a task into two halves that share no row, no group and no wording, so that no exemplar shows the answer of
 * the item it stands before. The cut is the same for every seed and form: recipes are compared on the same items.
 */
export function halves(pool: readonly Item[], task: string): Halves {
  const units = new Map<string, Item[]>()
  for (const item of pool) {
    const key = JSON.stringify(item.group === undefined ? ['words', ...words(item)] : ['group', item.group])
    const unit = units.get(key)
    if (unit === undefined) units.set(key, [item])
    else unit.push(item)
  }
  const items: Item[] = []
  const exemplars: Item[] = []
  const ranked = [...units].map(([key, rows]) => ({ rows, rank: drawn(['half', task, key], 2 ** 48) }))
  for (const { rows } of ranked.sort((a, b) => a.rank - b.rank)) {
    const half = items.length * 2 < pool.length ? items : exemplars
    half.push(...rows)
  }
  const asked = new Set(items.map((item) => JSON.stringify(words(item))))
  return { items, exemplars: exemplars.filter((item) => !asked.has(JSON.stringify(words(item)))) }
}

/** The exemplars that stand before an item in the text it is tuned on, in the order shown: drawn without replacement. */
export function exemplarsOf(
  item: Item,
  pool: readonly Item[],
  { seed, task, shots }: { seed: number; task: string; shots: number },
): Item[] {
  if (pool.length < shots) throw new Error(`task ${task} has ${pool.length} exemplars, and ${shots} are to be shown`)
  const chosen: Item[] = []
  for (let turn = 0; chosen.length < shots; turn++) {
    const exemplar = pool[drawn(['exemplar', seed, task, item.id, turn], pool.length)]
    if (exemplar !== undefined && !chosen.includes(exemplar)) chosen.push(exemplar)
  }
  return chosen
}

const words = ({ fields }: Item) => fields.map(({ value }) => value)
