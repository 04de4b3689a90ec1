import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import { exemplarsOf, halves } from './halves.ts'

/** Few words and groups, so that rows share them. */
const pools = fc
  .array(
    fc.record({ value: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), group: fc.option(fc.constantFrom('p', 'q')) }),
    {
      maxLength: 40,
    },
  )
  .map((rows) =>
    rows.map(({ value, group }, index) =>
      itemWith({ id: `row-${index}`, fields: [{ label: 'Fact', value }], ...(group === null ? {} : { group }) }),
    ),
  )

test('no exemplar has the id, the words or the group of an item', () => {
  fc.assert(
    fc.property(pools, fc.string(), (pool, task) => {
      const { items, exemplars } = halves(pool, task)
      for (const part of ['id', 'group', 'fields'] as const) {
        const asked = new Set(items.flatMap((item) => (item[part] === undefined ? [] : [JSON.stringify(item[part])])))
        expect(exemplars.filter((exemplar) => asked.has(JSON.stringify(exemplar[part])))).toEqual([])
      }
    }),
  )
})

test('rows without twins and groups are cut in half, whatever their order in the file', () => {
  const ids = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(ids, (names) => {
      const pool = names.map((id) => itemWith({ id, fields: [{ label: 'Fact', value: id }] }))
      const { items, exemplars } = halves(pool, 'a/b')
      expect([items.length, exemplars.length]).toEqual([Math.ceil(pool.length / 2), Math.floor(pool.length / 2)])
      expect(halves(pool.toReversed(), 'a/b')).toEqual({ items, exemplars })
    }),
  )
})

test('exemplars are drawn without replacement, anew for each item and seed', () => {
  const pool = Array.from({ length: 30 }, (_, index) => itemWith({ id: `x-${index}` }))
  const draw = (id: string, seed: number) =>
    exemplarsOf(itemWith({ id }), pool, { seed, task: 'a/b', shots: 3 }).map((exemplar) => exemplar.id)
  const draws = Array.from({ length: 50 }, (_, index) => draw(`i-${index}`, 7))
  expect(draws.every((ids) => new Set(ids).size === 3)).toBe(true)
  expect(new Set(draws.map(String)).size).toBeGreaterThan(40)
  expect(draw('i-0', 8)).not.toEqual(draw('i-0', 7))
})
