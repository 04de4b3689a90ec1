import { describe, expect, test } from 'vitest'
import { chrf } from './chrf.ts'
import { differingCorpora, differingItems, differingStatistics } from './oracle.fixture.ts'

describe.each([
  ['chrf', 0],
  ['chrf++', 2],
] as const)('%s equals sacreBLEU', (name, wordOrder) => {
  const metric = chrf(wordOrder)

  test('in the counts of every item', () => {
    expect(differingStatistics(metric, (pair) => pair[name].statistics)).toEqual([])
  })

  test('in the score of every item', () => {
    expect(differingItems(metric, (pair) => pair[name].score)).toEqual([])
  })

  test('in the score of every corpus', () => {
    expect(differingCorpora(metric, (corpus) => corpus[name])).toEqual([])
  })
})

test('no items have no score', () => {
  expect(chrf(0).corpus([])).toMatchObject({ state: 'undefined' })
})
