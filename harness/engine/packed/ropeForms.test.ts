import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { copyCheckpoint } from '../checkpoint/checkpointCopy.ts'
import { expectClose, sequence } from '../engine.contract.ts'
import { createNaiveEngine } from '../naive/naiveEngine.ts'
import { createPackedEngine } from './packedEngine.ts'

/** Its original length is 64. */
const base = fileURLToPath(new URL('../../../fixtures/oracle/architectures/phi3-longrope', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
const engines = [createPackedEngine({ threads: 1, packLimit: 30 }), createNaiveEngine({ threads: 1 })] as const
const [packed, naive] = engines
const both = engines.map((engine, i) => ({ engine, name: i === 0 ? 'packed' : 'naive' }))
const tokens = (count: number): number[] => Array.from({ length: count }, (_, i) => 3 + ((i * 29) % 90))
const none = { stopTokens: [], stopStrings: [], pieces: [] }

afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()))
  rmSync(folder, { recursive: true })
})

test('one prefix has two forms, by the count of tokens that are fed', async () => {
  const sequences = [66, 65, 64, 90, 30].map((count) => sequence(tokens(count), 20))
  const found = await packed.score({ model: { base }, sequences })
  expectClose(found, await naive.score({ model: { base }, sequences }))
  const [long, short] = found.spans
  expect(Math.abs((long?.logprobs[0] ?? NaN) - (short?.logprobs[0] ?? NaN))).toBeGreaterThan(0.01)
  // 65 and 89 tokens are fed beyond the original length of 64, sharing 65 of them; within it 64, 63 and 29.
  expect(found.cost.needed).toBe(89 + 64)
})

test('texts come in the order of their prompts, each with its samples', async () => {
  const prompts = [tokens(70), tokens(20), tokens(80), tokens(21)]
  const sampling = { temperature: 1, samples: 2, seed: 7 }
  const request = { model: { base }, prompts, maxTokens: 12, ...none, sampling }
  const { outputs } = await packed.generate(request)
  expect(outputs).toEqual((await naive.generate(request)).outputs)
})

test.each(both)('a text that would grow into the other form is refused: $name', async ({ engine }) => {
  const within = { model: { base }, prompts: [tokens(60)], maxTokens: 5, ...none }
  expect((await engine.generate(within)).outputs[0]?.tokens).toHaveLength(5)
  const across = { ...within, prompts: [tokens(60), tokens(61)] }
  await expect(engine.generate(across)).rejects.toThrow(
    /prompt 1 for .* has 61 tokens and 5 to write, and would grow beyond original_max_position_embeddings, which is 64: .* at most 4/,
  )
})

test.each(both)('a spoilt sequence is named by its place in the request: $name', async ({ engine }) => {
  const spoilt = copyCheckpoint(base, join(folder, engine === packed ? 'packed' : 'naive'), {
    tensors: (all) => {
      const embedding = all.get('model.embed_tokens.weight')
      if (embedding === undefined) return
      const data = Uint8Array.from(embedding.data)
      new DataView(data.buffer).setFloat32(95 * 16 * 4, NaN, true)
      all.set('model.embed_tokens.weight', { ...embedding, data })
    },
  })
  const sequences = [sequence(tokens(70), 60), sequence(tokens(30), 20), sequence([95, ...tokens(70)], 60)]
  await expect(engine.score({ model: { base: spoilt }, sequences })).rejects.toThrow(/sequence 2 for .* not finite/)
  const prompts = [tokens(70), tokens(30), [95, ...tokens(70)]]
  await expect(engine.generate({ model: { base: spoilt }, prompts, maxTokens: 2, ...none })).rejects.toThrow(
    /prompt 2 for .* not finite/,
  )
})
