import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { copyCheckpoint } from './checkpoint/checkpointCopy.ts'
import type { TensorCopy } from './checkpoint/checkpointCopy.ts'
import { sequence, smallModel } from './engine.contract.ts'
import { createNaiveEngine } from './naive/naiveEngine.ts'
import { createPackedEngine } from './packed/packedEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
const engines = [createPackedEngine({ threads: 1 }), createNaiveEngine({ threads: 1 })].map((engine, i) => ({
  engine,
  name: i === 0 ? 'packed' : 'naive',
}))

afterAll(async () => {
  await Promise.all(engines.map(({ engine }) => engine.close()))
  rmSync(folder, { recursive: true })
})

/** A copy whose token 77 is worth `value`: every context that holds it is spoilt. */
function spoilt(name: string, value: number): string {
  return copyCheckpoint(smallModel.base, join(folder, name), {
    tensors: (tensors) => {
      const embedding = tensors.get('model.embed_tokens.weight')
      if (embedding === undefined) return
      const data = Uint8Array.from(embedding.data)
      new DataView(data.buffer).setFloat32(77 * 32 * 4, value, true)
      tensors.set('model.embed_tokens.weight', { ...embedding, data })
    },
  })
}

describe.each([
  ['not a number', NaN],
  ['infinite', Infinity],
])('a weight that is %s', (name, value) => {
  const base = spoilt(name.replaceAll(' ', '-'), value)

  test.each(engines)('is an error that names the first spoilt sequence in the $name engine', async ({ engine }) => {
    const sequences = [sequence([1, 5, 6], 1), sequence([1, 5, 77, 6], 1), sequence([1, 77, 6], 2)]
    await expect(engine.score({ model: { base }, sequences })).rejects.toThrow(
      /sequence 1 for .* not finite, so it has no score/,
    )
  })

  test.each(engines)('leaves other sequences alone in the $name engine', async ({ engine }) => {
    const { spans } = await engine.score({ model: { base }, sequences: [sequence([1, 5, 6], 1)] })
    expect(spans[0]?.logprobs.every(Number.isFinite)).toBe(true)
  })

  test.each(engines)('is an error that names the prompt in the $name engine', async ({ engine }) => {
    const rest = { maxTokens: 3, stopTokens: [], stopStrings: [], pieces: [] }
    await expect(
      engine.generate({
        model: { base },
        prompts: [
          [1, 5],
          [1, 77],
        ],
        ...rest,
      }),
    ).rejects.toThrow(/prompt 1 for .* not finite/)
  })
})

const capped = fileURLToPath(new URL('../../fixtures/oracle/architectures/gemma2', import.meta.url))

/** A tensor of which element 37 is `value`; this checkpoint lies in bfloat16. */
function withElement(tensor: TensorCopy | undefined, value: number): TensorCopy {
  if (tensor?.dtype !== 'BF16') throw new Error('expected a bfloat16 tensor')
  const data = Uint8Array.from(tensor.data)
  const single = new DataView(new ArrayBuffer(4))
  single.setFloat32(0, value)
  new DataView(data.buffer).setUint16(2 * 37, single.getUint16(0), true)
  return { ...tensor, data }
}

describe.each<[string, string, readonly string[], number]>([
  ['an infinite logit', 'head-infinite', ['lm_head.weight'], Infinity],
  ['a logit that is not a number', 'head-nan', ['lm_head.weight'], NaN],
  ['an infinite query', 'query-infinite', ['model.layers.1.self_attn.q_proj.weight'], Infinity],
  ['a query that is not a number', 'query-nan', ['model.layers.1.self_attn.q_proj.weight'], NaN],
  ['an infinite key', 'key-infinite', ['model.layers.0.self_attn.k_proj.weight'], -Infinity],
  [
    'a product of query and key that overflows',
    'product',
    ['model.layers.1.self_attn.q_proj.weight', 'model.layers.1.self_attn.k_proj.weight'],
    1e30,
  ],
])('%s under a cap, which makes a number of it,', (_, name, spoiltTensors, value) => {
  const base = copyCheckpoint(capped, join(folder, name), {
    settings: { tie_word_embeddings: false },
    tensors: (tensors) => {
      const embedding = tensors.get('model.embed_tokens.weight')
      if (embedding !== undefined) tensors.set('lm_head.weight', embedding)
      for (const tensor of spoiltTensors) tensors.set(tensor, withElement(tensors.get(tensor), value))
    },
  })
  const tokens = [3, 17, 42, 5, 60, 7, 8, 9]

  test.each(engines)('is an error that names the sequence in the $name engine', async ({ engine }) => {
    await expect(engine.score({ model: { base }, sequences: [sequence(tokens, 4)] })).rejects.toThrow(
      /sequence 0 for .* not finite/,
    )
  })

  test.each(engines)('is an error that names the prompt in the $name engine', async ({ engine }) => {
    const rest = { maxTokens: 3, stopTokens: [], stopStrings: [], pieces: [] }
    await expect(engine.generate({ model: { base }, prompts: [tokens], ...rest })).rejects.toThrow(
      /prompt 0 for .* not finite/,
    )
  })
})
