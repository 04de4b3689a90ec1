import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Tokenizer as Library } from '@huggingface/tokenizers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segmentedEncoder } from './segments.ts'

const file = fileURLToPath(new URL('../../fixtures/oracle/engine/model/tokenizer.json', import.meta.url))
const source = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
const library = new Library(source, {})
const whole = (text: string): number[] => library.encode(text, { add_special_tokens: false }).ids

/** Texts made of what pre-tokenizers stumble over: every kind of space, contractions, digits, marks, pairs of code units, special tokens. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', '\n', '\t', '\r', '\u00a0', '\u0085', '\u2028', '\ufeff', '\u200b', '\u3000'),
      fc.constantFrom("'s", "'t", "'ll", "'", 'a', 'B', 'é', '7', '½', '.', '-', '_', '😀', '\ud800', '\u0301', '你'),
      fc.constantFrom('<s>', '</s>', '<pad>', '<', 'Answer', 'Solution:', ' yes', '\n\n'),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''))

describe('a text that is encoded in segments', () => {
  const segmented = segmentedEncoder(source, whole)

  test('has the ids of the whole', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(segmented.encode(text)).toEqual(whole(text))
      }),
      { numRuns: 600 },
    )
  })

  test('may be cut at its last cut, whatever follows', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, more) => {
        const cut = segmented.lastCut(text)
        const parts = [...whole(text.slice(0, cut)), ...whole(text.slice(cut) + more)]
        expect(parts).toEqual(whole(text + more))
      }),
      { numRuns: 600 },
    )
  })
})

describe('a tokenizer for which no cut is proven', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a normaliser', { normalizer: { type: 'NFC' } }],
    [
      'a space put before every text',
      { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: true, use_regex: true } },
    ],
    ['no regular expression', { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: false } }],
    ['another pre-tokenizer', { pre_tokenizer: { type: 'Metaspace' } }],
    ['no pre-tokenizer', { pre_tokenizer: null }],
    ['an added token that takes space', { added_tokens: [{ content: '<s>', lstrip: true }] }],
    ['an added token that holds space', { added_tokens: [{ content: '< s>' }] }],
  ])('with %s encodes every text whole', (_, change) => {
    const seen: string[] = []
    const encoder = segmentedEncoder({ ...source, ...change }, (text) => {
      seen.push(text)
      return [0]
    })
    encoder.encode('one two\nthree')
    expect(seen).toEqual(['one two\nthree'])
    expect(encoder.lastCut('one two\nthree')).toBe(0)
  })
})
