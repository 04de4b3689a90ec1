import { expect, test } from 'vitest'
import { itemWith } from './itemWith.fixture.ts'
import { joined } from './segment.ts'
import { LEVELS, worded } from './wording.ts'

const wordsOf = (text: string) => text.split(' ')

/** What was measured on the source's own six templates; the sentences here are others. */
test('each level has as many words, and words as long, as the template of that level that was measured', () => {
  const counts = Object.entries(LEVELS).map(([level, { question, choice }]) => {
    const words = [...wordsOf(question), ...wordsOf(choice)]
    const letters = words.join('').length
    return [level, wordsOf(question).length, words.length, Math.round((10 * letters) / words.length) / 10]
  })
  expect(counts).toEqual([
    ['level-1', 4, 9, 6.2],
    ['level-2', 8, 12, 6],
    ['level-3', 10, 14, 5.8],
    ['level-4', 9, 14, 6],
    ['level-5', 13, 16, 6.1],
    ['level-6', 14, 17, 6.7],
  ])
})

test('a question without options has no sentence before them', () => {
  expect(joined(worded(itemWith({}), 'level-1', undefined))).toBe('Please answer this question: the question of item-1')
  expect(joined(worded(itemWith({}), 'labelled', undefined))).toBe('Question: the question of item-1')
})
