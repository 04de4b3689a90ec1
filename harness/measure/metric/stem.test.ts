import { expect, test } from 'vitest'
import rows from '../../../fixtures/oracle/metrics/stems.json' with { type: 'json' }
import { stem } from './stem.ts'

test('words are stemmed as NLTK does', () => {
  const differing = rows.filter(([word = '', expected]) => stem(word) !== expected)
  expect(differing.map(([word = '', expected]) => [word, stem(word), expected])).toEqual([])
  expect(rows.length).toBeGreaterThan(1000)
})
