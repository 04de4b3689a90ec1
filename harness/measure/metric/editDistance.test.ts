import { expect, test } from 'vitest'
import { relativeError } from '../../../fixtures/oracle/near.ts'
import { editDistance } from './editDistance.ts'
import { corporaOfFirstReferences, differingItems, differingStatistics } from './oracle.fixture.ts'

test('distance and similarity equal RapidFuzz', () => {
  expect(differingItems(editDistance, ({ edits }) => edits.similarity)).toEqual([])
  const counted = {
    ...editDistance,
    statistics: (a: string, r: readonly string[]) => editDistance.statistics(a, r).slice(1),
  }
  expect(differingStatistics(counted, ({ edits }) => [edits.distance, edits.words])).toEqual([])
})

test('the word error rate of a corpus equals JiWER, which takes no reference without words', () => {
  const differing = corporaOfFirstReferences.filter(({ items, wordErrorRate }) => {
    const rows = items
      .map(({ answer, reference }) => editDistance.statistics(answer, [reference]))
      .filter(([, , words]) => words !== 0)
    const score = editDistance.corpus(rows)
    return wordErrorRate === null
      ? score.state !== 'undefined'
      : score.state !== 'scored' || relativeError(score.value, wordErrorRate) > 1e-10
  })
  expect(differing.map(({ name }) => name)).toEqual([])
})

test('the most similar reference counts', () => {
  expect(editDistance.statistics('a red hat', ['a', 'a blue hat', 'the red hat'])).toEqual([1 - 1 / 3, 1, 3])
})
