import { describe, expect, test } from 'vitest'
import type { Item } from '../dataset/item.ts'
import type { Engine } from '../engine/engine.ts'
import { SequenceError } from '../engine/requestCheck.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'
import { answerFreely } from './answerFreely.ts'
import type { AskedItem } from './askBlock.ts'
import { encodePrompt } from './fit.ts'
import { scoreOptions } from './scoreOptions.ts'
import type { Subject } from './subject.ts'

/** One id a character, nothing in front but a BOS. */
const tokenizer: Tokenizer = {
  encode: (text) => [0, ...codes(text)],
  encodeAlone: codes,
  encodeRest: codes,
  lastCut: () => 0,
  decode: (ids) => String.fromCharCode(...ids),
  pieces: [],
  tokenOf: (id) => String.fromCharCode(id),
  size: 256,
  file: 'm/tokenizer.json',
  eosIds: [1],
  sha256: '',
}

function codes(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0))
}

const subject: Subject = {
  model: { base: 'm' },
  tokenizer,
  limits: { positions: 100, vocabulary: 256, file: 'm/config.json' },
  rules: { seam: 'whole', tooLong: 'refuse' },
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
    prompt: {
      text: 'Which?',
      opening: 'tokenizer',
      continuations: options.map((option) => ` ${option}`),
      exemplars: ['e1'],
    },
    record: { sha: 'abc', exemplars: ['e1'] },
  }
}

describe('options', () => {
  test('are chosen by mean and by sum, and both choices are recorded', async () => {
    const engine = knowing({ no: [-1, -1, -1], maybe: [-0.6, -0.6, -0.6, -0.6, -0.6, -0.6] })
    const { measurements } = await scoreOptions([asked(['no', 'maybe'], { text: 'maybe', index: 1 })], subject, engine)
    expect(measurements).toMatchObject([{ state: 'scored', item: 'i1', gold: 1, chosen: { mean: 1, sum: 0 } }])
  })

  test('keep their log-probability with the counts that normalise it', async () => {
    const engine = knowing({ né: [-1, -2, -3], no: [-1, -1, -1] })
    const { measurements } = await scoreOptions([asked(['né', 'no'], { text: 'no', index: 1 })], subject, engine)
    expect(measurements[0]).toMatchObject({
      options: [{ logprob: -6, tokens: 3, characters: 2, bytes: 3 }, { logprob: -3 }],
    })
  })

  test('of several items go to the engine in one request and come back to their items', async () => {
    const engine = knowing({ a: [-1, -1], b: [-2, -2] })
    const items = [asked(['a', 'b'], { text: 'a', index: 0 }), asked(['b', 'a'], { text: 'a', index: 1 })]
    const { measurements } = await scoreOptions(items, subject, engine)
    expect(measurements).toMatchObject([{ chosen: { mean: 0 } }, { chosen: { mean: 1 } }])
  })

  test('that the engine complains of are named by their item', async () => {
    const failing = { ...knowing({}), score: () => Promise.reject(new SequenceError(3, 'its logits are not finite')) }
    const items = [asked(['a', 'b'], { text: 'a', index: 0 }), asked(['b', 'a'], { text: 'a', index: 1 })]
    await expect(scoreOptions(items, subject, failing)).rejects.toThrow(
      'item i1, option "a": its logits are not finite',
    )
  })

  test('that share a token with the prompt, or whose prompt was cut, are counted', async () => {
    // A final `s` and the letter after it are one token.
    const joining = { ...tokenizer, encode: (text: string) => [0, ...codes(text.replace(/s(?=[a-z])./gu, '\u00df'))] }
    const rules = { seam: 'lm-eval', tooLong: 'truncate-left' } as const
    const tight: Subject = { ...subject, tokenizer: joining, limits: { ...subject.limits, positions: 6 }, rules }
    const item = asked(['ab', 'no'], { text: 'no', index: 1 })
    const prompt = { ...item.prompt, text: 'Gues', continuations: ['ab', ' no'] }
    const { measurements } = await scoreOptions([{ ...item, prompt }], tight, knowing({ b: [-1], no: [-1, -1, -1] }))
    expect(measurements).toMatchObject([{ shared: 1, truncated: 2, options: [{ tokens: 1 }, { tokens: 3 }] }])
  })

  test('without a right one are a mistake of the caller, named by its row', async () => {
    const engine = knowing({ a: [-1] })
    await expect(scoreOptions([asked(['a'], { text: 'a' })], subject, engine)).rejects.toThrow('rows.jsonl:1')
  })
})

describe('free answers', () => {
  test('are read from the first line', async () => {
    const { measurements } = await answerFreely([asked([], { text: 'red' })], line, subject, knowing({}, ' red\nmore'))
    expect(measurements).toMatchObject([{ state: 'answered', answer: 'red', gold: 'red', finish: 'stop-string' }])
  })

  test('are asked for with as many tokens as the task allows', async () => {
    const { asking, counting } = noting()
    await answerFreely([asked([], { text: 'red' })], { ...line, maxTokens: 60 }, subject, counting)
    expect(asking).toEqual([60])
  })

  test('are shorter where the model has no more room, if the study wants them as long as they may be', async () => {
    const { asking, counting } = noting()
    const one = asked([], { text: 'red' })
    const room = subject.limits.positions - encodePrompt(one.prompt, subject).length
    const long = { ...line, maxTokens: subject.limits.positions }
    await answerFreely([one], { ...long, short: 'fewer tokens' }, subject, counting)
    expect(asking).toEqual([room])
    await expect(answerFreely([one], long, subject, counting)).rejects.toThrow('too long for the model')
  })

  test('of nothing but white space are unanswered', async () => {
    const { measurements } = await answerFreely([asked([], { text: 'red' })], line, subject, knowing({}, ' \n'))
    expect(measurements).toMatchObject([{ state: 'unanswered', answer: '', generated: ' \n' }])
  })
})

/** An engine that writes `red`, and the tokens that it was told to write at most. */
function noting(): { asking: number[]; counting: Engine } {
  const engine = knowing({}, ' red')
  const asking: number[] = []
  return {
    asking,
    counting: {
      ...engine,
      generate(request) {
        asking.push(request.maxTokens)
        return engine.generate(request)
      },
    },
  }
}

const line = { by: 'text', maxTokens: 24, stops: ['\n'], short: 'by rule' } as const
