import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from './item.ts'
import { visitOrder } from './visitOrder.ts'

const item = (id: string, group?: string): Item => ({
  id,
  fields: [],
  instructions: [],
  options: [],
  answer: { text: '' },
  ...(group === undefined ? {} : { group }),
  source: { file: 'rows.jsonl', line: 1 },
})

const anyItems = fc
  .uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), group: fc.option(fc.constantFrom('a', 'b', 'c', 'd')) }), {
    minLength: 1,
    maxLength: 80,
    selector: ({ id }) => id,
  })
  .map((all) => all.map(({ id, group }) => item(id, group ?? undefined)))

const visit = { seed: 7, task: 'nli/kind', most: 40, size: 20 }
const ids = (blocks: Item[][]) => blocks.map((block) => block.map(({ id }) => id))

test('the order does not depend on the order of the file', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      const alone = items.filter(({ group }) => group === undefined)
      expect(ids(visitOrder([...alone].reverse(), visit))).toEqual(ids(visitOrder(alone, visit)))
    }),
  )
})

test('a longer visit begins with a shorter one', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      const long = visitOrder(items, { ...visit, most: 100 }).flat()
      const short = visitOrder(items, visit).flat()
      expect(long.slice(0, short.length)).toEqual(short)
    }),
  )
})

test('blocks are full but for the last, and none ends inside a group', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      const blocks = visitOrder(items, visit)
      for (const block of blocks.slice(0, -1)) expect(block.length).toBeGreaterThanOrEqual(visit.size)
      const groups = blocks.map((block) => new Set(block.flatMap(({ group }) => (group === undefined ? [] : [group]))))
      const all = groups.flatMap((names) => [...names])
      expect(new Set(all).size).toBe(all.length)
    }),
  )
})

test('another seed and another task are other orders', () => {
  const items = Array.from({ length: 40 }, (_, index) => item(`item-${index}`))
  const orders = [visit, { ...visit, seed: 8 }, { ...visit, task: 'misc/sum' }].map((one) =>
    visitOrder(items, one)
      .flat()
      .map(({ id }) => id)
      .join(),
  )
  expect(new Set(orders).size).toBe(3)
})
