import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { join } from 'node:path'
import { readModelConfig } from '../checkpoint/modelConfig.ts'
import { smallModel } from '../engine.contract.ts'
import { buildTrie, pathTo } from '../../tokens/trie.ts'
import type { Trie } from '../../tokens/trie.ts'
import { cutPacks, keptColumns, packInputs, packsOf } from './packs.ts'
import type { Pack, PackCost } from './packs.ts'

const tries = fc.array(fc.array(fc.nat(2), { maxLength: 12 }), { minLength: 1, maxLength: 12 }).map(buildTrie)
const costs = fc.record({
  overhead: fc.double({ min: 0, max: 50, noNaN: true }),
  column: fc.double({ min: 0, max: 1, noNaN: true }),
  copy: fc.double({ min: 0, max: 1, noNaN: true }),
  limit: fc.integer({ min: 1, max: 9 }),
})

function price({ overhead, column, copy }: PackCost, trie: Trie, packs: readonly Pack[]): number {
  return packs.reduce((sum, { start, end }) => {
    const [n, path] = [end - start, trie.depth[start] ?? 0]
    return sum + overhead + n + copy * path + column * n * (path + n)
  }, 0)
}

/** Every way to cut `size` nodes into packs of at most `limit`. */
function* allCuts(size: number, limit: number, start = 0): Generator<Pack[]> {
  if (start === size) yield []
  for (let end = start + 1; end <= Math.min(size, start + limit); end++) {
    for (const rest of allCuts(size, limit, end)) yield [{ start, end }, ...rest]
  }
}

describe('packs', () => {
  test('of a large model are several in a small request too, so that both of its halves have some', () => {
    const small = { ...readModelConfig(join(smallModel.base, 'config.json')), hidden: 2048 }
    const large = { ...small, vocabulary: 60_000 }
    const sizes = (config: typeof small, tokens: number): number[] =>
      packsOf(buildTrie([Array.from({ length: tokens }, (_, i) => i % 7)]), config).map(({ start, end }) => end - start)
    expect(sizes(small, 200)).toEqual([200])
    expect(sizes(large, 200).length).toBeGreaterThan(2)
    expect(Math.max(...sizes(large, 200))).toBeLessThanOrEqual(90)
    expect(sizes(large, 4000)).toEqual(sizes(small, 4000))
  })

  test('hold every node exactly once, in order, within the limit', () => {
    fc.assert(
      fc.property(tries, costs, (trie, cost) => {
        const packs = cutPacks(trie, cost)
        expect(packs.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i))).toEqual(
          Array.from({ length: trie.size }, (_, node) => node),
        )
        for (const { start, end } of packs) expect(end - start).toBeLessThanOrEqual(cost.limit)
      }),
    )
  })

  test('cost no more than any other cut', () => {
    const small = fc.array(fc.array(fc.nat(2), { maxLength: 4 }), { minLength: 1, maxLength: 4 }).map(buildTrie)
    fc.assert(
      fc.property(small, costs, (trie, cost) => {
        fc.pre(trie.size <= 12)
        const least = Math.min(...[...allCuts(trie.size, cost.limit)].map((cut) => price(cost, trie, cut)))
        expect(price(cost, trie, cutPacks(trie, cost))).toBeCloseTo(least, 8)
      }),
    )
  })

  test('show every node its ancestors and itself, and nothing else', () => {
    fc.assert(
      fc.property(tries, costs, (trie, cost) => {
        for (const pack of cutPacks(trie, cost)) {
          const columns = [...pathTo(trie, trie.parent[pack.start] ?? -1), ...range(pack)]
          const none = new Int32Array(0)
          const { first, last, positions } = packInputs(trie, pack, { rows: none, pairs: none }, none)
          range(pack).forEach((node, row) => {
            const seen = columns.filter((_, t) => (first?.data[t] ?? 0) <= row && row <= (last?.data[t] ?? -1))
            expect(seen).toEqual([...pathTo(trie, node)])
            expect(positions?.data[row]).toBe(seen.length - 1)
          })
        }
      }),
    )
  })

  test('keep the columns of the path that the next pack lies under', () => {
    fc.assert(
      fc.property(tries, costs, (trie, cost) => {
        const packs = cutPacks(trie, cost)
        packs.forEach((pack, p) => {
          const columns = [...pathTo(trie, trie.parent[pack.start] ?? -1), ...range(pack)]
          const next = packs[p + 1]
          const path = next === undefined ? [] : [...pathTo(trie, trie.parent[next.start] ?? -1)]
          expect(Array.from(keptColumns(trie, pack), (column) => columns[column])).toEqual(path)
        })
      }),
    )
  })
})

function range({ start, end }: Pack): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i)
}
