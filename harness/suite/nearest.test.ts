import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test.each([
  ['exemplers', ['data', 'exemplars', 'examples'], 'exemplars'],
  ['gold4', ['gold-2', 'gold-4'], 'gold-4'],
  ['flna', ['flan', 'plan'], 'flan'],
  ['Accuracy', ['accuracy'], 'accuracy'],
  ['gold-3', ['gold-2', 'gold-4'], 'gold-2'],
])('%s most likely stands for one of %j: %s', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected)
})

test('a name that is like none of the known ones has no nearest', () => {
  expect(nearest('shots', ['data', 'metric'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})
