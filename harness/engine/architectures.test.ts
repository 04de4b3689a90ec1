import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type { Sequence } from '../tokens/sequence.ts'
import type { ModelPaths } from './engine.ts'
import { expectClose } from './engine.contract.ts'
import { knownArchitectures } from './checkpoint/knownArchitectures.ts'
import { readModelConfig } from './checkpoint/modelConfig.ts'
import { createNaiveEngine } from './naive/naiveEngine.ts'
import { createPackedEngine } from './packed/packedEngine.ts'

/** What fixtures/oracle/architectures.py wrote: transformers in float32. */
interface Table {
  scored: (Sequence & { logprobs: number[]; greedy: boolean })[]
  generated: { prompt: number[]; tokens: number[] }[]
}

/** Adapters merged by PEFT. */
interface Tables extends Table {
  adapted?: Table
}

const folder = fileURLToPath(new URL('../../fixtures/oracle/architectures/', import.meta.url))
const models = readdirSync(folder).map((name) => ({ name, base: join(folder, name) }))
const cost = { needed: 0, computed: 0, naive: 0 }
const engines = [
  { name: 'packed', engine: createPackedEngine({ threads: 1 }) },
  { name: 'packed small', engine: createPackedEngine({ threads: 1, packLimit: 11 }) },
  { name: 'packed, adapters at run time', engine: createPackedEngine({ threads: 1, mergeBelow: 0 }) },
  { name: 'naive', engine: createNaiveEngine({ threads: 1 }) },
]

afterAll(async () => {
  await Promise.all(engines.map(({ engine }) => engine.close()))
})

const cases = models.flatMap(({ name, base }): { name: string; model: ModelPaths; table: Table }[] => {
  const { adapted, ...table } = JSON.parse(readFileSync(join(base, 'table.json'), 'utf8')) as Tables
  const plain = { name, model: { base }, table }
  if (adapted === undefined) return [plain]
  return [plain, { name: `${name} with an adapter`, model: { base, adapter: join(base, 'adapter') }, table: adapted }]
})

describe.each(cases)('a checkpoint of $name', ({ model, table: { scored, generated } }) => {
  test.each(engines)('has the log-probabilities of transformers and its greedy flags: $name', async ({ engine }) => {
    expectClose(await engine.score({ model, sequences: scored }), { spans: scored, cost })
  })

  test.each(engines)('writes what transformers writes: $name', async ({ engine }) => {
    const prompts = generated.map(({ prompt }) => prompt)
    const maxTokens = generated[0]?.tokens.length ?? 1
    const none = { stopTokens: [], stopStrings: [], pieces: [] }
    const { outputs } = await engine.generate({ model, prompts, maxTokens, ...none })
    expect(outputs.map(({ tokens }) => tokens)).toEqual(generated.map(({ tokens }) => tokens))
  })
})

const adapted = cases.filter(({ model }) => model.adapter !== undefined)

test.each(adapted)('the base of $name gives the same bytes before and after', async ({ model, table: { scored } }) => {
  const engine = createPackedEngine({ threads: 1, mergeBelow: 0 })
  const spans = async (asked: ModelPaths): Promise<unknown> =>
    (await engine.score({ model: asked, sequences: scored })).spans
  const base = { base: model.base }
  const alone = await spans(base)
  expect(await spans(model)).not.toEqual(alone)
  expect(await spans(base)).toEqual(alone)
  await engine.close()
})

test('every known architecture but Llama, which has tables of its own, has a checkpoint to be compared with', () => {
  const compared = new Set(models.map(({ base }) => readModelConfig(join(base, 'config.json')).architecture))
  const known = knownArchitectures.filter(({ modelType }) => modelType !== 'llama')
  expect(known.filter((architecture) => !compared.has(architecture))).toEqual([])
})
