import { expect, test } from 'vitest'
import type { VariantCase } from '../search/variantCase.ts'
import { writtenScores } from './writtenScores.ts'

const changed = (task: string, item: string, before?: number): VariantCase => ({
  task,
  item,
  prompt: '',
  rewrites: [],
  levels: { before: [], after: [] },
  ...(before === undefined
    ? {}
    : { answers: { before: { score: before, answer: '0' }, after: { score: 0.5, answer: '1' } } }),
})

const cases = [changed('b', '2', 1), changed('a', '1', 0), changed('b', '1', 0), changed('b', '2', 1)]

test('each item has its score as it is written once, in an order that does not hang on which case came first', () => {
  const expected = [
    { task: 'a', items: ['1'], scores: [0] },
    { task: 'b', items: ['1', '2'], scores: [0, 1] },
  ]
  expect(writtenScores(cases)).toEqual(expected)
  expect(writtenScores([...cases].reverse())).toEqual(expected)
})

test('an item that nobody was asked about has no score', () => {
  expect(writtenScores([changed('a', '1'), changed('a', '2', 1)])).toEqual([{ task: 'a', items: ['2'], scores: [1] }])
})
