import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type { Sequence } from '../tokens/sequence.ts'
import { expectClose } from './engine.contract.ts'
import { knownArchitectures } from './knownArchitectures.ts'
import { readModelConfig } from './modelConfig.ts'
import { createNaiveEngine } from './naiveEngine.ts'
import { createPackedEngine } from './packedEngine.ts'

/** What fixtures/oracle/architectures.py wrote: transformers in float32. */
interface Table {
  scored: (Sequence & { logprobs: number[]; greedy: boolean })[]
  generated: { prompt: number[]; tokens: number[] }[]
}

const folder = fileURLToPath(new URL('../../fixtures/oracle/architectures/', import.meta.url))
const models = readdirSync(folder).map((name) => ({ name, base: join(folder, name) }))
const cost = { needed: 0, computed: 0, naive: 0 }
const engines = [
  { name: 'packed', engine: createPackedEngine({ threads: 1 }) },
  { name: 'packed small', engine: createPackedEngine({ threads: 1, packLimit: 11 }) },
  { name: 'naive', engine: createNaiveEngine({ threads: 1 }) },
]

afterAll(async () => {
  await Promise.all(engines.map(({ engine }) => engine.close()))
})

describe.each(models)('a checkpoint of $name', ({ base }) => {
  const { scored, generated } = JSON.parse(readFileSync(join(base, 'table.json'), 'utf8')) as Table

  test.each(engines)('has the log-probabilities of transformers and its greedy flags: $name', async ({ engine }) => {
    expectClose(await engine.score({ model: { base }, sequences: scored }), { spans: scored, cost })
  })

  test.each(engines)('writes what transformers writes: $name', async ({ engine }) => {
    const prompts = generated.map(({ prompt }) => prompt)
    const none = { stopTokens: [], stopStrings: [], pieces: [] }
    const { outputs } = await engine.generate({ model: { base }, prompts, maxTokens: 64, ...none })
    expect(outputs.map(({ tokens }) => tokens)).toEqual(generated.map(({ tokens }) => tokens))
  })
})

test('every known architecture but Llama, which has tables of its own, has a checkpoint to be compared with', () => {
  const compared = new Set(models.map(({ base }) => readModelConfig(join(base, 'config.json')).architecture))
  const known = knownArchitectures.filter(({ modelType }) => modelType !== 'llama')
  expect(known.filter((architecture) => !compared.has(architecture))).toEqual([])
})
