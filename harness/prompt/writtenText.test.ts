import { expect, test } from 'vitest'
import { readingOf, stopString } from './writtenText.ts'

const exemplar = 'Example 1:\nQuestion 1: a\nAnswer 1: b'
const whole = `\n${exemplar}\n\nSolution:\nQuestion Solution: c\nAnswer Solution: d\nEND_EXAMPLES`

test('of a text whose question is replaced, the exemplars are read', () => {
  expect(stopString(undefined)).toBe('\nSolution:')
  expect(readingOf(whole, undefined)).toBe(`\n${exemplar}`)
})

test('of a text whose own question is read, all is read up to its first cue, and nothing of its answer', () => {
  expect(stopString('own')).toBe('Answer Solution:')
  expect(readingOf(whole, 'own')).toBe(`${exemplar}\n\nSolution:\nQuestion Solution: c\nAnswer Solution:`)
  expect(readingOf(`${whole}\nAnswer Solution: e`, 'own')).toBe(readingOf(whole, 'own'))
})

test('of a text that never comes to a cue, all is read', () => {
  expect(readingOf(`${exemplar}\n\nSolu\n\n`, 'own')).toBe(`${exemplar}\n\nSolu`)
})
