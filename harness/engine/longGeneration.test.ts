import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { smallAdapted, smallModel } from './engine.contract.ts'
import type { GenerateRequest } from './engine.ts'
import { createNaiveEngine } from './naive/naiveEngine.ts'
import { createPackedEngine } from './packed/packedEngine.ts'

const packed = createPackedEngine({ threads: 1 })
const naive = createNaiveEngine({ threads: 1 })
const none = { stopTokens: [], stopStrings: [], pieces: [] }

afterAll(() => Promise.all([packed.close(), naive.close()]))

async function expectNaive(request: GenerateRequest): Promise<void> {
  const [found, wanted] = await Promise.all([packed.generate(request), naive.generate(request)])
  expect(found.outputs).toEqual(wanted.outputs)
  expect(found.cost.computed).toBeGreaterThanOrEqual(found.cost.needed)
}

/** Two layers of prompts: three after one long beginning, three after another, one alone. */
const beginning = (seed: number): number[] => Array.from({ length: 70 }, (_, i) => 3 + ((i * seed) % 89))
const prompts = [
  ...[5, 6, 7].map((last) => [...beginning(31), last, 8]),
  ...[5, 6, 7].map((last) => [...beginning(17), ...beginning(last).slice(0, 20)]),
  [3],
]

describe.each(['mistral', 'qwen2-window', 'gemma3', 'gemma2'])(
  'a %s model, whose windows are 12 to 20 tokens',
  (name) => {
    const base = fileURLToPath(new URL(`../../fixtures/oracle/architectures/${name}`, import.meta.url))

    test('writes the naive engine’s texts far beyond the windows, after beginnings longer than these', async () => {
      await expectNaive({ model: { base }, prompts, maxTokens: 45, ...none })
    })

    test('draws the naive engine’s texts there', async () => {
      await expectNaive({
        model: { base },
        prompts,
        maxTokens: 30,
        ...none,
        sampling: { temperature: 0.8, samples: 2, seed: 3 },
      })
    })
  },
)

test('random prompts, stops and settings: the texts of the naive engine', async () => {
  const id = fc.integer({ min: 0, max: 299 })
  const list = (maxLength: number): fc.Arbitrary<number[]> => fc.array(id, { minLength: 1, maxLength })
  const request = fc.record({
    model: fc.constantFrom(smallModel, smallAdapted),
    trunk: list(60),
    tails: fc.array(fc.record({ cut: fc.nat(60), tail: list(12) }), { minLength: 1, maxLength: 8 }),
    maxTokens: fc.integer({ min: 1, max: 40 }),
    stopTokens: fc.array(id, { maxLength: 12 }),
    samples: fc.integer({ min: 0, max: 3 }),
    seed: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ model, trunk, tails, maxTokens, stopTokens, samples, seed }) => {
      await expectNaive({
        model,
        prompts: tails.map(({ cut, tail }) => [...trunk.slice(0, cut), ...tail]),
        maxTokens,
        ...none,
        stopTokens,
        ...(samples > 0 && { sampling: { temperature: 1, topP: 0.95, samples, seed } }),
      })
    }),
    // A near tie falls one way or the other by the last digit, so the requests are always the same.
    { numRuns: 15, seed: 20 },
  )
})
