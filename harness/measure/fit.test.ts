import { expect, test } from 'vitest'
import { fitPrompt, fitSequence } from './fit.ts'
import type { Subject } from './subject.ts'

const subject = (tooLong: 'refuse' | 'truncate-left'): Subject => ({
  model: { base: 'm' },
  tokenizer: {
    encode: () => [],
    encodeAlone: () => [],
    encodeRest: () => [],
    lastCut: () => 0,
    decode: () => '',
    pieces: [],
    tokenOf: (id) => `<${id}>`,
    size: 25,
    file: 'm/tokenizer.json',
    eosIds: [],
    sha256: '',
  },
  limits: { positions: 8, vocabulary: 20, file: 'm/config.json' },
  rules: { seam: 'whole', tooLong },
})
const tokens = Array.from({ length: 10 }, (_, id) => id)

test('what fits is not cut', () => {
  expect(fitSequence({ tokens: tokens.slice(0, 8), from: 5 }, 'i', subject('truncate-left'))).toEqual({
    fitted: { tokens: [0, 1, 2, 3, 4, 5, 6, 7], from: 5 },
    cut: 0,
  })
  expect(fitPrompt([1, 2, 3], 5, 'i', subject('refuse'))).toEqual({ fitted: [1, 2, 3], cut: 0 })
})

test('a front that does not fit is cut off where the study says so', () => {
  expect(fitSequence({ tokens, from: 7 }, 'i', subject('truncate-left'))).toEqual({
    fitted: { tokens: [2, 3, 4, 5, 6, 7, 8, 9], from: 5 },
    cut: 2,
  })
  expect(fitPrompt(tokens, 3, 'i', subject('truncate-left'))).toEqual({ fitted: [5, 6, 7, 8, 9], cut: 5 })
})

test('and is an error where it does not', () => {
  expect(() => fitSequence({ tokens, from: 7 }, 'item a', subject('refuse'))).toThrow(
    'item a: the prompt is too long for the model: 10 tokens; m/config.json allows 8. Use fewer exemplars or shorter items, or write `tooLong: truncate-left` into study.yaml',
  )
  expect(() => fitPrompt(tokens, 3, 'item a', subject('refuse'))).toThrow(
    '10 tokens and 3 to write; m/config.json allows 8',
  )
})

test('an answer that leaves no room for a token of the prompt is an error', () => {
  expect(() => fitSequence({ tokens, from: 2 }, 'item a', subject('truncate-left'))).toThrow(
    'item a: no token of the prompt is left: its answer has 8 tokens, and m/config.json allows 8 in all',
  )
  expect(() => fitPrompt(tokens, 8, 'item a', subject('truncate-left'))).toThrow('8 tokens may be written')
})

test('an id behind the embedding is an error that names both files', () => {
  const message =
    'item a: the text holds "<21>", which is id 21 in m/tokenizer.json (25 ids); m/config.json has 20 (ids 0 to 19)'
  expect(() => fitSequence({ tokens: [1, 21], from: 1 }, 'item a', subject('refuse'))).toThrow(message)
  expect(() => fitPrompt([1, 21], 1, 'item a', subject('refuse'))).toThrow(message)
})
