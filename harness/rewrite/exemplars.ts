import type { Item } from '../dataset/item.ts'
import { drawExemplars } from '../prompt/drawExemplars.ts'
import { type Draft, rowsOf } from './draft.ts'

/** The exemplars of a draft, where they are rows; those that a model wrote are none. */
export const exemplarsOf = ({ shown }: Draft): readonly Item[] => ('exemplars' in shown ? shown.exemplars : [])

/** The same draft with other rows as exemplars. */
export function withExemplars(draft: Draft, exemplars: readonly Item[]): Draft {
  const { shown, condition } = draft
  if (!('exemplars' in shown) || !('shots' in condition.exemplars)) return draft
  return {
    ...draft,
    shown: { ...shown, exemplars },
    condition: { ...condition, exemplars: { ...condition.exemplars, shots: exemplars.length } },
  }
}

/** Rows of the pool that the draft does not show, in an order of the item's own. */
export function unshown(draft: Draft): Item[] {
  const taken = new Set([draft.item.id, ...exemplarsOf(draft).map(({ id }) => id)])
  const pool = rowsOf(draft).exemplars.filter(({ id }) => !taken.has(id))
  return drawExemplars(pool, { seed: 0, task: draft.item.id, block: 0, balance: 'none', shots: pool.length })
}
