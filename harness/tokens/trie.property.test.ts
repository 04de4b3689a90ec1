import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildTrie, pathTo } from './trie.ts'

const lists = fc.array(fc.array(fc.nat(3), { maxLength: 8 }), { maxLength: 12 })

test('every list is read off the path to its end', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const trie = buildTrie(given)
      given.forEach((list, index) => {
        const path = pathTo(trie, trie.end[index] ?? -1)
        expect(Array.from(path, (node) => trie.token[node])).toEqual(list)
        expect(Array.from(path, (node) => trie.depth[node])).toEqual([...list.keys()])
      })
    }),
  )
})

test('there is one node per distinct prefix', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const prefixes = new Set(given.flatMap((list) => list.map((_, i) => list.slice(0, i + 1).join(' '))))
      expect(buildTrie(given).size).toBe(prefixes.size)
    }),
  )
})

test('a subtree is the range from its root to its last node', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const trie = buildTrie(given)
      for (let node = 0; node < trie.size; node++) {
        const below = Array.from({ length: trie.size }, (_, n) => n).filter((n) => pathTo(trie, n).includes(node))
        const last = trie.last[node] ?? -1
        expect(below).toEqual(Array.from({ length: last - node + 1 }, (_, i) => node + i))
      }
    }),
  )
})

test('the order of the lists does not change the trie', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const { end, ...trie } = buildTrie(given)
      const { end: backwards, ...other } = buildTrie(given.toReversed())
      expect(other).toEqual(trie)
      expect([...backwards].reverse()).toEqual([...end])
    }),
  )
})
