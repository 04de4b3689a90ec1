import { describe, expect, test } from 'vitest'
import { differingItems } from './oracle.fixture.ts'
import { rouge, rougeL } from './rouge.ts'
import { rougeLsum } from './rougeLsum.ts'

describe.each([
  ['plain', false],
  ['stemmed', true],
] as const)('%s tokens', (kind, stemming) => {
  test('ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum equal rouge_score', () => {
    expect(differingItems(rouge(1, stemming), (pair) => pair[kind].rouge1)).toEqual([])
    expect(differingItems(rouge(2, stemming), (pair) => pair[kind].rouge2)).toEqual([])
    expect(differingItems(rougeL(stemming), (pair) => pair[kind].rougeL)).toEqual([])
    expect(differingItems(rougeLsum(stemming), (pair) => pair[kind].rougeLsum)).toEqual([])
  })
})

test('text without a Latin letter or a digit scores 0, even against itself', () => {
  expect(rouge(1, false).statistics('红色的帽子', ['红色的帽子'])).toEqual([0])
})
