import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { families, type Family, inFolder } from '../../fixtures/oracle/family.ts'
import { loadTokenizer } from './tokenizer.ts'

/** Texts made of what pre-tokenizers stumble over: every kind of space, contractions, digits, marks, pairs of code units, special tokens. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', '\n', '\t', '\r', '\u00a0', '\u0085', '\u2028', '\ufeff', '\u200b', '\u3000'),
      fc.constantFrom("'s", "'t", "'ll", "'", 'a', 'B', 'é', '7', '½', '.', '-', '_', '😀', '\ud800', '\u0301', '你'),
      fc.constantFrom(
        '<s>',
        '</s>',
        '<|end|>',
        '<',
        'foobar',
        '\u2581',
        '<0x0A>',
        'Answer',
        'Solution:',
        ' yes',
        '\n\n',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''))

const blocks = ['mistral', 'gemma', 'gemma-split', 'metaspace-first', 'metaspace-never']
const proven = [...blocks, 'gpt2', 'smollm', 'digit-runs', 'llama3', 'qwen2', 'named', 'bos-denied', 'bos-asked']

describe.each(families.filter(({ name }) => proven.includes(name)))(
  'a text that $name encodes in segments',
  (family) => {
    const tokenizer = inFolder(family, loadTokenizer)
    // An added token that takes the space beside it is the same tokenizer without proven cuts.
    const whole = inFolder(withoutCuts(family), loadTokenizer)

    test('has the ids of the whole', () => {
      fc.assert(
        fc.property(hostile, (text) => {
          expect(tokenizer.encodeAlone(text)).toEqual(whole.encodeAlone(text))
        }),
        { numRuns: 600 },
      )
    })

    test('may be cut at its last cut, whatever follows', () => {
      fc.assert(
        fc.property(hostile, hostile, (text, more) => {
          const cut = tokenizer.lastCut(text)
          const head = cut === 0 ? [] : whole.encodeAlone(text.slice(0, cut))
          const rest = (cut === 0 ? whole.encodeAlone : whole.encodeRest)(text.slice(cut) + more)
          expect([...head, ...rest]).toEqual(whole.encodeAlone(text + more))
        }),
        { numRuns: 600 },
      )
    })

    test('is cut at the last word', () => {
      expect(tokenizer.lastCut('one two three')).toBe(7)
      expect(tokenizer.lastCut('one\ntwo')).toBe(3)
      expect(tokenizer.lastCut('one')).toBe(0)
    })
  },
)

test.each(families.filter(({ name }) => !proven.includes(name)))('no cut is proven for $name', (family) => {
  const tokenizer = inFolder(family, loadTokenizer)
  expect(tokenizer.lastCut('one two\nthree')).toBe(0)
})

function withoutCuts(family: Family): Family {
  const added = family.tokenizer.added_tokens as object[]
  const taking = { id: 5, content: '\ue123', lstrip: true, special: true, normalized: false }
  return { ...family, tokenizer: { ...family.tokenizer, added_tokens: [...added, taking] } }
}
