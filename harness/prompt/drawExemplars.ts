import { createHash } from 'node:crypto'
import type { Item } from '../dataset/item.ts'

/** Items that share one draw of exemplars, and are computed and stored together. */
export const blockSize = 20

/** What a draw depends on, besides the pool; `block` counts from 0. */
export interface Draw {
  seed: number
  task: string
  block: number
  balance: 'answer' | 'none'
  shots: number
}

/**
 * The exemplars that a block of items is shown, in the order shown. A draw of fewer shots is the beginning of a draw of more.
 * Balanced draws show every answer once before any twice. Throws when the pool is smaller than `shots`.
 */
export function drawExemplars(pool: readonly Item[], draw: Draw): Item[] {
  if (pool.length < draw.shots)
    throw new Error(`task ${draw.task} has ${pool.length} exemplars, and ${draw.shots} are to be shown`)
  const ranked = ranking(pool, (exemplar) => [draw.seed, draw.task, draw.block, exemplar.id])
  return (draw.balance === 'answer' ? dealt(ranked, draw) : ranked).slice(0, draw.shots)
}

/** Deals one exemplar of each answer a round; answers come in a new order each round, so that none is always last. */
function dealt(ranked: readonly Item[], { seed, task, block }: Draw): Item[] {
  const answers = [...new Set(ranked.map(({ answer }) => answer.text))]
  const piles = answers.map((text) => ({ text, exemplars: ranked.filter(({ answer }) => answer.text === text) }))
  const rounds = Math.max(0, ...piles.map(({ exemplars }) => exemplars.length))
  return Array.from({ length: rounds }, (_, round) =>
    ranking(piles, ({ text }) => [seed, task, block, round, text]).flatMap(({ exemplars }) =>
      exemplars.slice(round, round + 1),
    ),
  ).flat()
}

/** A shuffle without a generator: each value's place is the hash of its key, so a new exemplar disturbs no other. */
function ranking<T>(values: readonly T[], key: (value: T) => (string | number)[]): T[] {
  return values
    .map((value) => ({
      value,
      rank: createHash('sha256')
        .update(JSON.stringify(key(value)))
        .digest('hex'),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ value }) => value)
}
