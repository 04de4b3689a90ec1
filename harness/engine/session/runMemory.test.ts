import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCheckpoint } from '../checkpoint/checkpoint.ts'
import { smallModel } from '../engine.contract.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { fewestPackTokens, packLimitFor, runBytes } from './runMemory.ts'

const small = readCheckpoint(smallModel).config
/** The shapes of Llama 3.2 1B and of Gemma 3 1B, as their config.json give them. */
const llama: ModelConfig = {
  ...small,
  layers: 16,
  hidden: 2048,
  intermediate: 8192,
  heads: 32,
  kvHeads: 8,
  headDim: 64,
  vocabulary: 128_256,
}
const gemma: ModelConfig = {
  ...small,
  layers: 26,
  hidden: 1152,
  intermediate: 6912,
  heads: 4,
  kvHeads: 1,
  headDim: 256,
  vocabulary: 262_144,
}

test('small models have full packs however long the prompts', () => {
  expect(packLimitFor(small, 100_000, 256)).toBe(256)
})

test.each([
  ['a short prompt of a large model', llama, 500, 256],
  ['a long one', llama, 30_000, 128],
  ['a vocabulary of a quarter million', gemma, 2000, 256],
  ['a longer prompt beside it', gemma, 120_000, 128],
  ['a prompt beyond all limits', llama, 1_000_000, fewestPackTokens],
])('%s has packs of its own size', (_, config, columns, limit) => {
  expect(packLimitFor(config, columns, 256)).toBe(limit)
})

test('a limit fits its budget or is the least, and falls as prompts grow', () => {
  const columns = fc.integer({ min: 1, max: 200_000 })
  fc.assert(
    fc.property(fc.constantFrom(small, llama, gemma), columns, columns, (config, a, b) => {
      const [short, long] = [Math.min(a, b), Math.max(a, b)]
      const limit = packLimitFor(config, long, 256)
      expect(limit).toBeLessThanOrEqual(packLimitFor(config, short, 256))
      if (limit > fewestPackTokens) expect(runBytes(config, limit, long)).toBeLessThanOrEqual(2 ** 31)
    }),
  )
})
