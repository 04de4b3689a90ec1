import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sequence } from '../tokens/sequence.ts'
import type { Engine, ModelPaths, Sampling, ScoreResult } from './engine.ts'
import { createNaiveEngine } from './naive/naiveEngine.ts'
import { ROUNDING } from './rounding.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/oracle/engine/', import.meta.url))

/** A small random model: 300 ids, at most 512 positions, two layers, grouped heads. */
export const smallModel: ModelPaths = { base: `${fixtures}model` }
export const smallAdapted: ModelPaths = { base: `${fixtures}model`, adapter: `${fixtures}adapter` }

/** Largest difference of a log-probability between two ways to compute it in float32. */
const tolerance = ROUNDING.float32

/** What every engine keeps, whatever its means. `open` makes an engine; the contract closes it. */
export function engineContract(name: string, open: () => Promise<Engine>): void {
  describe(`${name} keeps the engine contract`, () => {
    let engine: Engine
    const oracle = createNaiveEngine({ threads: 1 })
    beforeAll(async () => {
      engine = await open()
    })
    afterAll(async () => {
      await Promise.all([engine.close(), oracle.close()])
    })

    const expectOracle = async (model: ModelPaths, sequences: readonly Sequence[]): Promise<void> => {
      const [found, wanted] = await Promise.all([
        engine.score({ model, sequences }),
        oracle.score({ model, sequences }),
      ])
      expectClose(found, wanted)
    }

    test.each([
      ['one token after one token', [sequence([1, 7], 1)]],
      ['equal sequences', [sequence([1, 7, 9], 1), sequence([1, 7, 9], 1), sequence([1, 7, 9], 2)]],
      ['a sequence that begins another', [sequence([1, 7, 9, 11, 13], 3), sequence([1, 7, 9], 1), sequence([1, 7], 1)]],
      ['nothing in common', [sequence([1, 7], 1), sequence([2, 7, 8], 2), sequence([3, 8, 8, 8], 1)]],
      ['options of one token after one context', [5, 6, 7, 8].map((option) => sequence([1, 2, 3, 4, option], 4))],
      [
        'the longest sequence the model allows',
        [
          sequence(
            Array.from({ length: 512 }, (_, i) => (i * 37) % 300),
            500,
          ),
        ],
      ],
      ['no sequence', []],
    ])('%s: as the oracle', async (_, sequences) => {
      await expectOracle(smallModel, sequences)
    })

    test('random tries: as the oracle, with and without adapter', async () => {
      await fc.assert(fc.asyncProperty(fc.constantFrom(smallModel, smallAdapted), arbitrarySequences(), expectOracle), {
        numRuns: 12,
      })
    })

    test('results come in the order of the sequences', async () => {
      const sequences = [sequence([9, 8, 7], 1), sequence([1, 2], 1), sequence([5, 5, 5, 5], 2)]
      const { spans } = await engine.score({ model: smallModel, sequences })
      const backwards = await engine.score({ model: smallModel, sequences: sequences.toReversed() })
      expect(backwards.spans).toEqual(spans.toReversed())
    })

    test('the same request has the same bytes, whatever ran between', async () => {
      const sequences = Array.from({ length: 20 }, (_, s) => sequence([1, ...Array(40).keys(), 100 + s, 200 + s], 41))
      const first = await engine.score({ model: smallModel, sequences })
      await engine.score({ model: smallAdapted, sequences: [sequence([1, 2, 3], 1)] })
      expect(await engine.score({ model: smallModel, sequences })).toEqual(first)
    })

    test('requests to one model at the same time have the bytes that each has alone', async () => {
      const requests = Array.from({ length: 5 }, (_, r) => ({
        model: r === 3 ? smallAdapted : smallModel,
        sequences: Array.from({ length: 8 }, (_, s) => sequence([1, ...Array(20).keys(), 100 + r, 200 + s], 12)),
      }))
      const alone = []
      for (const request of requests) alone.push(await engine.score(request))
      expect(await Promise.all(requests.map((request) => engine.score(request)))).toEqual(alone)
    })

    test('an adapter changes the scores', async () => {
      const sequences = [sequence([1, 7, 9, 11], 1)]
      const [base, adapted] = await Promise.all([
        engine.score({ model: smallModel, sequences }),
        engine.score({ model: smallAdapted, sequences }),
      ])
      expect(Math.abs((base.spans[0]?.logprobs[0] ?? 0) - (adapted.spans[0]?.logprobs[0] ?? 0))).toBeGreaterThan(0.01)
    })

    test('cost counts the fed tokens: all but the last of each sequence', async () => {
      const sequences = [sequence([1, 7, 9], 2), sequence([1, 7, 8, 8], 2)]
      const { cost } = await engine.score({ model: smallModel, sequences })
      expect(cost.naive).toBe(5)
      expect(cost.computed).toBeGreaterThanOrEqual(cost.needed)
    })

    test.each([
      ['a scored tail from the first token', sequence([1, 2, 3], 0), /sequence 1 .*from must lie between 1 and 2/],
      ['a scored tail without a token', sequence([1, 2, 3], 3), /sequence 1 .*from must lie between 1 and 2/],
      ['an id outside the vocabulary', sequence([1, 300], 1), /sequence 1 .*token 1 is 300; .*ids 0 to 299/],
      ['a fraction for an id', sequence([1, 2.5], 1), /sequence 1 .*token 1 is 2\.5/],
      [
        'more tokens than positions',
        sequence(
          Array.from({ length: 513 }, () => 4),
          500,
        ),
        /sequence 1 .*513 tokens; max_position_embeddings is 512/,
      ],
    ])('%s is refused by the index of its sequence', async (_, wrong, message) => {
      const request = { model: smallModel, sequences: [sequence([1, 2], 1), wrong] }
      await expect(engine.score(request)).rejects.toThrow(message)
    })

    describe('continued greedily', () => {
      const prompts = [[1], [1, 40, 41, 42], Array.from({ length: 90 }, (_, i) => (i * 31) % 300), [1, 40], [1, 40]]
      const plain = { model: smallModel, prompts, maxTokens: 70, stopTokens: [], stopStrings: [], pieces: [] }
      const pieces = Array.from({ length: 300 }, (_, id) => `${String.fromCharCode(97 + (id % 7))}${id % 30}`)

      test.each([
        ['one token each', { maxTokens: 1 }],
        ['more tokens than one run takes', {}],
        ['an adapter', { model: smallAdapted }],
        ['stop tokens', { stopTokens: Array.from({ length: 20 }, (_, i) => i * 15) }],
        ['stop strings of one token', { stopStrings: ['a2'], pieces }],
        ['stop strings across tokens', { stopStrings: ['0b', '1c', '2d'], pieces }],
        ['both kinds of stop', { stopStrings: ['a1', '4d'], stopTokens: [7, 57, 107, 157], pieces }],
        ['no prompt', { prompts: [] }],
      ])('%s: as the oracle', async (_, change) => {
        const request = { ...plain, ...change }
        const [found, wanted] = await Promise.all([engine.generate(request), oracle.generate(request)])
        expect(found.outputs).toEqual(wanted.outputs)
        expect(found.cost.naive).toBe(wanted.cost.naive)
      })

      test('many prompts of unlike length: as the oracle', async () => {
        const request = {
          ...plain,
          maxTokens: 36,
          prompts: Array.from({ length: 40 }, (_, p) => [
            1,
            ...Array.from({ length: p % 9 }, (_, i) => (i * 13 + p) % 300),
          ]),
          stopTokens: Array.from({ length: 12 }, (_, i) => 20 * i),
        }
        const [found, wanted] = await Promise.all([engine.generate(request), oracle.generate(request)])
        expect(found.outputs).toEqual(wanted.outputs)
        expect(new Set(found.outputs.map(({ finish }) => finish)).size).toBeGreaterThan(1)
      })

      test.each([
        ['an empty prompt', { prompts: [[1], []] }, /prompt 1 .*is empty/],
        ['an unknown id', { prompts: [[1], [300]] }, /prompt 1 .*token 0 is 300/],
        [
          'more than the positions',
          { prompts: [Array.from({ length: 480 }, () => 1)] },
          /prompt 0 .*480 tokens and 70 to write; max_position_embeddings is 512/,
        ],
        ['no token to write', { maxTokens: 0 }, /maxTokens must be a whole number of at least 1, found 0/],
        ['an empty stop string', { stopStrings: [''], pieces }, /a stop string must not be empty/],
        ['stop strings without pieces', { stopStrings: ['a'] }, /stop strings need pieces/],
      ])('%s is refused', async (_, change, message) => {
        await expect(engine.generate({ ...plain, ...change })).rejects.toThrow(message)
      })
    })

    describe('continued by draws', () => {
      const prompts = [[1], [1, 40, 41, 42], Array.from({ length: 90 }, (_, i) => (i * 31) % 300), [1, 40]]
      const none = { stopTokens: [], stopStrings: [], pieces: [] }
      const sampling: Sampling = { temperature: 0.9, samples: 3, seed: 7 }
      const plain = { model: smallModel, prompts, maxTokens: 20, ...none, sampling }

      test.each<[string, Partial<Sampling>]>([
        ['all tokens', {}],
        ['a high temperature', { temperature: 3 }],
        ['a tiny temperature', { temperature: 1e-6, samples: 1 }],
        ['top-k', { topK: 10 }],
        ['more than the vocabulary', { topK: 5000 }],
        ['top-p', { topP: 0.8 }],
        ['min-p', { minP: 0.1 }],
        ['all filters, another seed', { temperature: 1.5, topK: 50, topP: 0.9, minP: 0.01, seed: 2 ** 52 + 11 }],
      ])('%s: the texts of the oracle', async (_, change) => {
        const request = { ...plain, sampling: { ...sampling, ...change } }
        const [found, wanted] = await Promise.all([engine.generate(request), oracle.generate(request)])
        expect(found.outputs).toEqual(wanted.outputs)
        expect(found.cost.naive).toBe(wanted.cost.naive)
      })

      test('texts that stop at once and later: as the oracle', async () => {
        const request = { ...plain, maxTokens: 12, stopTokens: Array.from({ length: 20 }, (_, i) => 15 * i) }
        const [found, wanted] = await Promise.all([engine.generate(request), oracle.generate(request)])
        expect(found.outputs).toEqual(wanted.outputs)
        expect(new Set(found.outputs.map(({ finish }) => finish)).size).toBeGreaterThan(1)
      })

      test('the likeliest of one token is the greedy text', async () => {
        const [found, wanted] = await Promise.all([
          engine.generate({ ...plain, sampling: { ...sampling, topK: 1, samples: 1 } }),
          engine.generate({ model: smallModel, prompts, maxTokens: 20, ...none }),
        ])
        expect(found.outputs).toEqual(wanted.outputs)
      })

      test('samples of a prompt differ, stand side by side, and are the same in any company and order', async () => {
        const { outputs } = await engine.generate(plain)
        expect(outputs.length).toBe(12)
        expect(new Set(outputs.map(({ tokens }) => tokens.join())).size).toBe(12)
        const alone = await engine.generate({ ...plain, prompts: prompts.slice(2, 3) })
        expect(alone.outputs).toEqual(outputs.slice(6, 9))
        const backwards = await engine.generate({ ...plain, prompts: prompts.toReversed() })
        expect(backwards.outputs.slice(0, 3)).toEqual(outputs.slice(9))
        const more = await engine.generate({ ...plain, sampling: { ...sampling, samples: 40 } })
        expect(more.outputs.slice(40, 43)).toEqual(outputs.slice(3, 6))
      })

      test('another seed has other texts', async () => {
        const [one, other] = await Promise.all(
          [7, 8].map((seed) => engine.generate({ ...plain, sampling: { ...sampling, seed } })),
        )
        one?.outputs.forEach(({ tokens }, place) => {
          expect(tokens).not.toEqual(other?.outputs[place]?.tokens)
        })
      })

      test.each<[string, Partial<Sampling>, RegExp]>([
        ['no temperature', { temperature: 0 }, /sampling.temperature must be positive, .*leave sampling out.*found 0/],
        ['a temperature that is no number', { temperature: NaN }, /sampling.temperature must be positive/],
        ['a top-k of nothing', { topK: 0 }, /sampling.topK must be a whole number of at least 1 .*found 0/],
        ['a top-p above 1', { topP: 1.1 }, /sampling.topP must be between 0 and 1, found 1.1/],
        ['a negative min-p', { minP: -0.1 }, /sampling.minP must be between 0 and 1, found -0.1/],
        ['half a sample', { samples: 0.5 }, /sampling.samples must be a whole number of at least 1, found 0.5/],
        ['a negative seed', { seed: -1 }, /sampling.seed must be a whole number from 0 .*found -1/],
      ])('%s is refused', async (_, change, message) => {
        await expect(engine.generate({ ...plain, sampling: { ...sampling, ...change } })).rejects.toThrow(message)
      })
    })

    test('a missing model is refused by its path', async () => {
      const request = { model: { base: `${fixtures}nothing` }, sequences: [sequence([1, 2], 1)] }
      await expect(engine.score(request)).rejects.toThrow(/nothing is missing: expected a model folder/)
    })

    test('numerics name the device and the precision, and no count of threads', async () => {
      const numerics = await engine.numerics(smallModel)
      expect(numerics).toMatchObject({ device: 'cpu', precision: 'float32' })
      expect(numerics).not.toHaveProperty('threads')
    })
  })
}

export function sequence(tokens: number[], from: number): Sequence {
  return { tokens, from }
}

/** Sequences that branch off each other at random places, so that tries have shared, nested and equal parts, some longer than a pack. */
function arbitrarySequences(): fc.Arbitrary<Sequence[]> {
  const id = fc.integer({ min: 0, max: 299 })
  const trunk = fc.array(id, { minLength: 1, maxLength: 320, size: 'max' })
  const branch = fc.record({ cut: fc.nat(320), tail: fc.array(id, { minLength: 1, maxLength: 90 }), from: fc.nat() })
  return fc.record({ trunk, branches: fc.array(branch, { minLength: 1, maxLength: 8 }) }).map(({ trunk, branches }) =>
    branches.map(({ cut, tail, from }) => {
      const tokens = [...trunk.slice(0, Math.max(1, cut)), ...tail]
      return sequence(tokens, 1 + (from % (tokens.length - 1)))
    }),
  )
}

/** Equal greedy flags, and every log-probability within the tolerance. */
export function expectClose(found: ScoreResult, wanted: ScoreResult): void {
  expect(found.spans.length).toBe(wanted.spans.length)
  found.spans.forEach((span, s) => {
    const other = wanted.spans[s]
    expect(span.greedy, `greedy flag of sequence ${s}`).toBe(other?.greedy)
    expect(span.logprobs.length).toBe(other?.logprobs.length)
    span.logprobs.forEach((logprob, i) => {
      expect(Math.abs(logprob - (other?.logprobs[i] ?? NaN)), `sequence ${s}, token ${i}`).toBeLessThanOrEqual(
        tolerance,
      )
    })
  })
}
