import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadTokenizer } from './tokenizer.ts'

const oracle = fileURLToPath(new URL('../../fixtures/oracle/engine/', import.meta.url))
const tokenizer = loadTokenizer(join(oracle, 'model'))
const table = JSON.parse(readFileSync(join(oracle, 'tokens.json'), 'utf8')) as {
  text: string
  ids: number[]
  decoded: string
}[]

describe('against the Python library', () => {
  test.each(table)('$text has its ids', ({ text, ids }) => {
    // The library alone puts a BOS before a text that has one; lm-evaluation-harness does not, and neither does kshot.
    expect(tokenizer.encode(text)).toEqual(text.startsWith('<s>') ? ids.slice(1) : ids)
  })

  test.each(table)('the ids of $text have its text', ({ ids, decoded }) => {
    expect(tokenizer.decode(ids)).toBe(decoded)
  })
})

test('the pieces of a text joined are its bytes', () => {
  for (const { text } of table) {
    if (text.includes('<')) continue
    const bytes = tokenizer
      .encodeRest(text)
      .map((id) => tokenizer.pieces[id])
      .join('')
    expect(Buffer.from(bytes, 'latin1').toString('utf8')).toBe(text)
  }
})

test('special tokens have no text', () => {
  expect(tokenizer.pieces.slice(0, 3)).toEqual(['', '', ''])
  expect(tokenizer.decode([1, 2])).toBe('')
  expect(tokenizer.decode([])).toBe('')
})

test('the end token is the one of generation_config.json', () => {
  expect(tokenizer.eosIds).toEqual([2])
})

const bytes = Object.fromEntries(
  Array.from({ length: 256 }, (_, byte) => [`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`, byte]),
)

describe('a tokenizer folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kshot-'))
    cpSync(join(oracle, 'model', 'tokenizer.json'), join(folder, 'tokenizer.json'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })
  const change = (edit: (source: Record<string, unknown>) => void): void => {
    const source = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')) as Record<string, unknown>
    edit(source)
    writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(source))
  }

  test('without a post-processor puts nothing before a text', () => {
    change((source) => (source.post_processor = null))
    expect(loadTokenizer(folder).encode('no')).toEqual(tokenizer.encodeRest('no'))
  })

  test('with an appending post-processor is refused', () => {
    change((source) => {
      source.post_processor = {
        type: 'TemplateProcessing',
        single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }],
        pair: [],
        special_tokens: { '</s>': { id: '</s>', ids: [2], tokens: ['</s>'] } },
      }
    })
    expect(() => loadTokenizer(folder)).toThrow(
      /tokenizer\.json .* the post-processor's template is .*expected it to put tokens before/,
    )
  })

  test.each<[string, unknown, RegExp]>([
    ['normalizer', { type: 'Precompiled', precompiled_charsmap: '' }, /the normalizer "Precompiled" is not known/],
    ['normalizer', { type: 'Replace', pattern: {}, content: '' }, /the pattern {} is neither a String nor a Regex/],
    ['pre_tokenizer', { type: 'Whitespace' }, /the pre-tokenizer "Whitespace" is not known/],
    [
      'pre_tokenizer',
      { type: 'Split', pattern: { String: ' ' }, behavior: 'Odd' },
      /behavior is "Odd", known: Isolated/,
    ],
    ['post_processor', { type: 'BertProcessing' }, /the post-processor "BertProcessing" puts tokens after a text/],
    ['decoder', { type: 'WordPiece' }, /the decoder "WordPiece" is not known/],
    ['decoder', null, /the decoder null is not known/],
    ['model', { type: 'Unigram', vocab: [] }, /the model is "Unigram", expected BPE/],
    ['model', { type: 'BPE', vocab: {}, merges: [], dropout: 0.1 }, /the model's dropout is 0.1, expected none/],
    ['model', { type: 'BPE', vocab: {}, merges: [], byte_fallback: true }, /the vocabulary has no <0x00>/],
    [
      'model',
      { type: 'BPE', vocab: bytes, merges: [['<0x00>', '<0x01>']], byte_fallback: true },
      /a merge joins bytes: \["<0x00>","<0x01>"\]/,
    ],
  ])('whose %s is %j is refused', (key, value, message) => {
    change((source) => (source[key] = value))
    expect(() => loadTokenizer(folder)).toThrow(message)
  })

  test('takes the end token from tokenizer_config.json when the model names none', () => {
    writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify({ eos_token: { content: '</s>' } }))
    expect(loadTokenizer(folder).eosIds).toEqual([2])
  })

  test('has a hash that changes with its files', () => {
    const before = loadTokenizer(folder).sha256
    expect(before).toMatch(/^[0-9a-f]{64}$/)
    expect(loadTokenizer(folder).sha256).toBe(before)
    writeFileSync(join(folder, 'tokenizer_config.json'), '{}')
    expect(loadTokenizer(folder).sha256).not.toBe(before)
  })

  test.each([
    ['no JSON', '{', /tokenizer\.json is not JSON/],
    ['no object', '[]', /tokenizer\.json must hold a JSON object/],
    ['no model', '{"added_tokens": []}', /tokenizer\.json is not a tokenizer that can be read/],
  ])('that holds %s is refused', (_, text, message) => {
    writeFileSync(join(folder, 'tokenizer.json'), text)
    expect(() => loadTokenizer(folder)).toThrow(message)
  })

  test('that is missing is refused by its path', () => {
    expect(() => loadTokenizer(join(folder, 'nowhere'))).toThrow(/nowhere.tokenizer\.json is missing/)
  })
})
