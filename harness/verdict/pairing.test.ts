import { expect, test } from 'vitest'
import type { CellScores } from '../measure/cell.ts'
import { pairItems } from './pairing.ts'

test('cells with the same items are paired on all of them', () => {
  expect(pairItems([[cell('a b c')], [cell('a b c'), cell('a b c')]], [3, 3])).toEqual({
    items: ['a', 'b', 'c'],
    leftOutByDesign: 0,
    missing: 0,
  })
})

test('a condition that declares two items leaves out the third, and nothing is missing', () => {
  expect(pairItems([[cell('a b c')], [cell('a b')]], [3, 2])).toEqual({
    items: ['a', 'b'],
    leftOutByDesign: 1,
    missing: 0,
  })
})

test('an item that one seed lacks in the middle is missing', () => {
  expect(pairItems([[cell('a b c')], [cell('a b c'), cell('a c')]], [3, 3])).toMatchObject({
    items: ['a', 'c'],
    missing: 1,
  })
})

test('a last item is missing when the condition has as many elsewhere', () => {
  expect(pairItems([[cell('a b c')], [cell('a b')]], [3, 3])).toMatchObject({
    items: ['a', 'b'],
    leftOutByDesign: 0,
    missing: 1,
  })
})

test('a task with fewer items than declared lacks none', () => {
  expect(pairItems([[cell('a b')], [cell('a b')]], [60, 20])).toMatchObject({
    items: ['a', 'b'],
    leftOutByDesign: 0,
    missing: 0,
  })
})

test('an item that the longest cell lacks keeps its place in the file', () => {
  expect(pairItems([[cell('a c d e')], [cell('a b c')]], [5, 3])).toEqual({
    items: ['a', 'c'],
    leftOutByDesign: 2,
    missing: 1,
  })
})

function cell(items: string): CellScores {
  const list = items.split(' ')
  return {
    task: 't',
    model: 'lab',
    condition: 'any',
    weights: { state: 'base' },
    fingerprint: items,
    items: list,
    scores: list.map(() => 1),
    sumScores: list.map(() => 1),
    chance: list.map(() => 0),
    unanswered: 0,
    tokens: { needed: 0, computed: 0, naive: 0 },
  }
}
