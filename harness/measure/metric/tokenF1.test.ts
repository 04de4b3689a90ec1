import { expect, test } from 'vitest'
import { differingItems } from './oracle.fixture.ts'
import { squadF1, triviaF1 } from './tokenF1.ts'

test('F1 over words equals the rules of SQuAD and TriviaQA', () => {
  expect(differingItems(squadF1, (pair) => pair.squadF1)).toEqual([])
  expect(differingItems(triviaF1, (pair) => pair.triviaF1)).toEqual([])
})

test('two texts of articles only agree under SQuAD, and share nothing under TriviaQA', () => {
  expect(squadF1.statistics('The', ['a'])).toEqual([1])
  expect(triviaF1.statistics('The', ['a'])).toEqual([0])
})
