import { describe, expect, test } from 'vitest'
import type { Item } from '../dataset/item.ts'
import type { Engine } from '../engine/engine.ts'
import { SequenceError } from '../engine/requestCheck.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'
import { answerFreely } from './answerFreely.ts'
import type { AskedItem } from './askBlock.ts'
import { scoreOptions } from './scoreOptions.ts'

/** One id a character, nothing in front but a BOS. */
const tokenizer: Tokenizer = {
  encode: (text) => [0, ...codes(text)],
  encodeAlone: codes,
  encodeRest: codes,
  lastCut: () => 0,
  decode: (ids) => String.fromCharCode(...ids),
  pieces: [],
  eosIds: [1],
  sha256: '',
}

function codes(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0))
}

const cost = { needed: 1, computed: 1, naive: 1 }

/** Knows every option's log-probabilities by its text, and writes the same text after every prompt. */
function knowing(logprobs: Record<string, number[]>, written = ''): Engine {
  return {
    score: async ({ sequences }) => ({
      spans: sequences.map(({ tokens, from }) => ({
        logprobs: logprobs[tokenizer.decode(tokens.slice(from)).trim()] ?? [],
        greedy: false,
      })),
      cost,
    }),
    generate: async ({ prompts }) => ({
      outputs: prompts.map(() => ({ tokens: codes(written), finish: 'stop-string' })),
      cost,
    }),
    numerics: async () => ({
      version: '0',
      runtime: 'none',
      device: 'cpu',
      precision: 'float32',
      packTokens: 1,
    }),
    close: async () => undefined,
  }
}

function asked(options: string[], answer: Item['answer']): AskedItem {
  const item: Item = {
    id: 'i1',
    fields: [],
    instructions: ['?'],
    options,
    answer,
    source: { file: 'rows.jsonl', line: 1 },
  }
  return {
    item,
    prompt: { text: 'Which?', continuations: options.map((option) => ` ${option}`), exemplars: ['e1'] },
    record: { sha: 'abc', exemplars: ['e1'] },
  }
}

describe('options', () => {
  test('are chosen by mean and by sum, and both choices are recorded', async () => {
    const engine = knowing({ no: [-1, -1, -1], maybe: [-0.6, -0.6, -0.6, -0.6, -0.6, -0.6] })
    const { measurements } = await scoreOptions(
      [asked(['no', 'maybe'], { text: 'maybe', index: 1 })],
      { base: 'm' },
      engine,
      tokenizer,
    )
    expect(measurements).toMatchObject([{ state: 'scored', item: 'i1', gold: 1, chosen: { mean: 1, sum: 0 } }])
  })

  test('keep their log-probability with the counts that normalise it', async () => {
    const engine = knowing({ né: [-1, -2, -3], no: [-1, -1, -1] })
    const { measurements } = await scoreOptions(
      [asked(['né', 'no'], { text: 'no', index: 1 })],
      { base: 'm' },
      engine,
      tokenizer,
    )
    expect(measurements[0]).toMatchObject({
      options: [{ logprob: -6, tokens: 3, characters: 2, bytes: 3 }, { logprob: -3 }],
    })
  })

  test('of several items go to the engine in one request and come back to their items', async () => {
    const engine = knowing({ a: [-1, -1], b: [-2, -2] })
    const items = [asked(['a', 'b'], { text: 'a', index: 0 }), asked(['b', 'a'], { text: 'a', index: 1 })]
    const { measurements } = await scoreOptions(items, { base: 'm' }, engine, tokenizer)
    expect(measurements).toMatchObject([{ chosen: { mean: 0 } }, { chosen: { mean: 1 } }])
  })

  test('that the engine complains of are named by their item', async () => {
    const failing = { ...knowing({}), score: () => Promise.reject(new SequenceError(3, 'its logits are not finite')) }
    const items = [asked(['a', 'b'], { text: 'a', index: 0 }), asked(['b', 'a'], { text: 'a', index: 1 })]
    await expect(scoreOptions(items, { base: 'm' }, failing, tokenizer)).rejects.toThrow(
      'item i1, option "a": its logits are not finite',
    )
  })

  test('without a right one are a mistake of the caller, named by its row', async () => {
    const engine = knowing({ a: [-1] })
    await expect(scoreOptions([asked(['a'], { text: 'a' })], { base: 'm' }, engine, tokenizer)).rejects.toThrow(
      'rows.jsonl:1',
    )
  })
})

describe('free answers', () => {
  test('are read from the first line', async () => {
    const { measurements } = await answerFreely(
      [asked([], { text: 'red' })],
      { base: 'm' },
      knowing({}, ' red\nmore'),
      tokenizer,
    )
    expect(measurements).toMatchObject([{ state: 'answered', answer: 'red', gold: 'red', finish: 'stop-string' }])
  })

  test('of nothing but white space are unanswered', async () => {
    const { measurements } = await answerFreely(
      [asked([], { text: 'red' })],
      { base: 'm' },
      knowing({}, ' \n'),
      tokenizer,
    )
    expect(measurements).toMatchObject([{ state: 'unanswered', answer: '', generated: ' \n' }])
  })
})
