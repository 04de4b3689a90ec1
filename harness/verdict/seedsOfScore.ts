import { type SeedComponents, seedComponents } from '../statistics/seedComponents.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { onScale } from './scoreError.ts'
import type { WrittenScores } from './writtenScores.ts'

/** What other seeds of the same way of tuning do to the score of a property's items as they are written. */
export type SeedsOfScore = {
  /** Seeds that were asked, ascending. One tells nothing; weights that are not tuned have none. */
  asked: number[]
} & ((SeedComponents & SharedItems) | Undefined)

interface SharedItems {
  /** Items that all of these seeds were asked: the components are theirs. */
  shared: number
  /** Items that only some of them were asked, as where time ended a search; left out. */
  leftOut: number
}

/** Variance components over the items that all of these seeds were asked. The order of the seeds changes no digit. */
export function seedsOfScore(written: readonly WrittenScores[]): SeedsOfScore {
  const seeds = [...written].sort((a, b) => a.seed - b.seed)
  const asked = seeds.map(({ seed }) => seed)
  const scores = seeds.map(({ tasks }) => new Map(tasks.flatMap(itemsOf)))
  const [first = new Map<string, ItemScore>()] = scores
  const everywhere = [...first].filter(([key]) => scores.every((one) => one.has(key)))
  if (asked.length > 1 && everywhere.length === 0) return { asked, ...notComputable('no item was asked of all seeds') }

  const names = [...new Set(everywhere.map(([, { task }]) => task))]
  const found = seedComponents(
    names.map((name) => {
      const keys = everywhere.flatMap(([key, { task }]) => (task === name ? [key] : []))
      return scores.map((one) => keys.map((key) => Number(one.get(key)?.score)))
    }),
  )
  if (found.state === 'undefined') return { asked, ...found }
  const all = new Set(scores.flatMap((one) => [...one.keys()]))
  const items = { shared: everywhere.length, leftOut: all.size - everywhere.length }
  return { asked, ...found, seeds: onScale(found.seeds), ...items }
}

interface ItemScore {
  task: string
  score: number
}

function itemsOf({ task, items, scores }: WrittenScores['tasks'][number]): [string, ItemScore][] {
  return items.map((item, index) => [JSON.stringify([task, item]), { task, score: Number(scores[index]) }])
}
