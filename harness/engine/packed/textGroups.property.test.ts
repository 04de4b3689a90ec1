import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildTrie, pathTo } from '../../tokens/trie.ts'
import { groupTexts } from './textGroups.ts'
import type { Text } from './textGroups.ts'

/** Prompts that share beginnings of unlike length; a column is made so dear that some branches go on by themselves. */
const prompts = fc
  .record({
    trunks: fc.array(fc.array(fc.nat(2), { maxLength: 30 }), { minLength: 1, maxLength: 3 }),
    texts: fc.array(fc.record({ trunk: fc.nat(2), own: fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }) }), {
      maxLength: 25,
    }),
  })
  .map(({ trunks, texts }) => texts.map(({ trunk, own }) => [...(trunks[trunk % trunks.length] ?? []), ...own]))

const column = fc.constantFrom(0.001, 0.05, 0.4)

function textsOf(lists: readonly number[][]): Text[] {
  const trie = buildTrie(lists)
  return lists.map((_, prompt) => ({
    prompt,
    sample: 0,
    nodes: pathTo(trie, trie.end[prompt] ?? -1),
    tokens: [],
    finish: 'running',
  }))
}

test('every text is in one group, begins with its trunk, and shorter texts come first', () => {
  fc.assert(
    fc.property(prompts, column, (lists, cost) => {
      const texts = textsOf(lists)
      const groups = groupTexts(texts, 8, { column: cost })
      const placed = groups.flatMap((group) => group.texts.map(({ prompt }) => prompt))
      expect(placed.toSorted((a, b) => a - b)).toEqual(texts.map(({ prompt }) => prompt))
      for (const { trunk, texts: members } of groups) {
        for (const { nodes } of members) expect(nodes.subarray(0, trunk.length)).toEqual(trunk)
        const lengths = members.map(({ nodes }) => nodes.length)
        expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
      }
    }),
  )
})

test('a branch that shares much is a group of its own, one that shares little is not', () => {
  const branch = (first: number, shared: number): number[][] =>
    Array.from({ length: 6 }, (_, i) => [first, ...Array.from({ length: shared }, () => 9), 100 + i])
  const trunks = (lists: number[][]): number[] =>
    groupTexts(textsOf(lists), 8, { column: 0.05 }).map(({ trunk }) => trunk.length)
  expect(trunks([...branch(1, 50), ...branch(2, 60)])).toEqual([51, 61])
  // However little the first branching sets apart: the one prompt that is another's beginning.
  expect(trunks([[1], ...branch(1, 50), ...[2, 3].map((second) => [1, second])])).toEqual([51, 1])
  expect(
    trunks([[], ...[2, 3].flatMap((second) => branch(1, 50).map(([first = 0, ...own]) => [first, second, ...own]))]),
  ).toEqual([52, 52, 0])
  expect(trunks([...branch(1, 3), ...branch(2, 4)])).toEqual([0])
  expect(trunks([])).toEqual([])
})
