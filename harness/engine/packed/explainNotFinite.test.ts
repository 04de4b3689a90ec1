import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { copyCheckpoint } from '../checkpoint/checkpointCopy.ts'
import { sequence, smallModel } from '../engine.contract.ts'
import { explainNotFinite } from './explainNotFinite.ts'
import { createPackedEngine } from './packedEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const tokens = [1, 5, 77, 6, 9]

/** A copy of the small model with some elements of one tensor, float32, set to a value. */
function spoilt(name: string, tensor: string, value: number, elements: readonly number[]): string {
  return copyCheckpoint(smallModel.base, join(folder, name), {
    tensors: (tensors) => {
      const found = tensors.get(tensor)
      if (found?.dtype !== 'F32') throw new Error(`expected ${tensor} in float32`)
      const data = Uint8Array.from(found.data)
      const view = new DataView(data.buffer)
      for (const element of elements) view.setFloat32(4 * element, value, true)
      tensors.set(tensor, { ...found, data })
    },
  })
}

test.each([
  ['embedding', 'model.embed_tokens.weight', NaN, 77 * 32 + 3],
  ['norm', 'model.layers.0.input_layernorm.weight', Infinity, 4],
  ['query', 'model.layers.1.self_attn.q_proj.weight', -Infinity, 40],
  ['output', 'model.layers.0.self_attn.o_proj.weight', NaN, 0],
  ['down', 'model.layers.1.mlp.down_proj.weight', NaN, 7],
  ['head', 'lm_head.weight', Infinity, 37],
])('a value of the %s that is not finite is found where it lies', async (name, tensor, value, element) => {
  const base = spoilt(name, tensor, value, [element])
  expect(await explainNotFinite({ base }, tokens)).toMatch(
    new RegExp(`^${tensor} in .*model\\.safetensors holds a value that is not finite, element ${element} of \\[`),
  )
})

test('finite weights whose products overflow are named by the first output that is not finite', async () => {
  const tensor = 'model.layers.1.mlp.up_proj.weight'
  const all = Array.from({ length: 32 * 32 }, (_, i) => i)
  const base = spoilt('overflow', tensor, 3e38, all)
  expect(await explainNotFinite({ base }, tokens)).toBe(
    `the first output that is not finite is that of ${tensor}, whose own values are finite: the computation overflows there`,
  )
})

test('of a sound model there is nothing to explain', async () => {
  expect(await explainNotFinite(smallModel, tokens)).toBe('')
})

test('a model whose angles depend on the length of the sequence is explained too', async () => {
  const base = fileURLToPath(new URL('../../../fixtures/oracle/architectures/phi3-longrope', import.meta.url))
  expect(await explainNotFinite({ base }, tokens)).toBe('')
})

test('the engine says it of a sequence and of a prompt', async () => {
  const engine = createPackedEngine({ threads: 1 })
  const tensor = 'model.layers.1.self_attn.q_proj.weight'
  const base = spoilt('asked', tensor, NaN, [40])
  const place = new RegExp(`not finite, so it has no score\\. Check the weights: ${tensor} in .*element 40 of`)
  await expect(engine.score({ model: { base }, sequences: [sequence(tokens, 2)] })).rejects.toThrow(place)
  const rest = { maxTokens: 3, stopTokens: [], stopStrings: [], pieces: [] }
  await expect(engine.generate({ model: { base }, prompts: [tokens], ...rest })).rejects.toThrow(place)
  await engine.close()
})
