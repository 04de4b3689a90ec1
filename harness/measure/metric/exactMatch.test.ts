import { expect, test } from 'vitest'
import { exactMatch, squadExactMatch, triviaExactMatch } from './exactMatch.ts'
import { differingItems, pairs } from './oracle.fixture.ts'
import { squadNormal } from './squad.ts'
import { triviaNormal } from './trivia.ts'

test('texts are normalised as SQuAD and TriviaQA do', () => {
  const normal = pairs.map(({ answer }) => [squadNormal(answer), triviaNormal(answer)])
  expect(normal).toEqual(pairs.map((pair) => [pair.squadNormal, pair.triviaNormal]))
})

test('answers match as they do in Python', () => {
  expect(differingItems(exactMatch, ({ exact }) => exact)).toEqual([])
  expect(differingItems(squadExactMatch, ({ squadExact }) => squadExact)).toEqual([])
  expect(differingItems(triviaExactMatch, ({ triviaExact }) => triviaExact)).toEqual([])
})

test('any of several references will do', () => {
  expect(exactMatch.statistics('b', ['a', 'b'])).toEqual([1])
  expect(exactMatch.statistics('B', ['a', 'b'])).toEqual([0])
})

test('the corpus score is the mean of the items; no items have none', () => {
  expect(exactMatch.corpus([[1], [0], [0], [1]])).toEqual({ state: 'scored', value: 0.5 })
  expect(exactMatch.corpus([])).toEqual({ state: 'undefined', reason: 'there are no items' })
})
