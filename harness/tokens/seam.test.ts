import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinSeams } from './seam.ts'
import { loadTokenizer } from './tokenizer.ts'

const tokenizer = loadTokenizer(fileURLToPath(new URL('../../fixtures/oracle/engine/model', import.meta.url)))
const item = { name: 'nli/kind#1', context: 'Premise 1: x\nAnswer Solution:' }

test('the scored tail is the continuation, and the rest the context', () => {
  const sequences = joinSeams(tokenizer, { ...item, continuations: [' yes', ' no', '\nmaybe'] })
  expect(sequences.map(({ tokens, from }) => tokenizer.decode(tokens.slice(from)))).toEqual([' yes', ' no', '\nmaybe'])
  for (const { tokens, from } of sequences) expect(tokens.slice(0, from)).toEqual(tokenizer.encode(item.context))
})

test('context and continuation have the ids of the joined text', () => {
  const text = fc.string({ maxLength: 30 })
  fc.assert(
    fc.property(text, text, (start, end) => {
      const context = `${start}:`
      const [sequence] = joinSeams(tokenizer, { name: 'any', context, continuations: [` ${end}.`] })
      expect(sequence?.tokens).toEqual(tokenizer.encode(`${context} ${end}.`))
      expect(sequence?.from).toBe(tokenizer.encode(context).length)
    }),
  )
})

test('a tokenizer without proven cuts gives the same sequences', () => {
  const whole = { ...tokenizer, lastCut: () => 0 }
  const continuations = [' yes', ' no']
  expect(joinSeams(whole, { ...item, continuations })).toEqual(joinSeams(tokenizer, { ...item, continuations }))
})

test('an option that shares a token with the prompt is refused by item and text', () => {
  expect(() => joinSeams(tokenizer, { name: item.name, context: 'Answer Solutio', continuations: ['n'] })).toThrow(
    /nli\/kind#1: option "n" shares a token with the prompt's end "Answer Solutio"/,
  )
})

test('an option without a token is refused', () => {
  expect(() => joinSeams(tokenizer, { ...item, continuations: [''] })).toThrow(/option "" has no token of its own/)
})

test('an option with nothing before it is refused', () => {
  const bare = { ...tokenizer, encode: tokenizer.encodeRest }
  expect(() => joinSeams(bare, { name: 'a', context: '', continuations: ['x'] })).toThrow(
    /nothing stands before option "x"/,
  )
})
