import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCheckpoint } from './checkpoint.ts'
import { copyCheckpoint } from './checkpointCopy.ts'
import { readModelConfig } from './modelConfig.ts'

const folder = fileURLToPath(new URL('../../../fixtures/oracle/architectures/', import.meta.url))
let copies: string
beforeAll(() => {
  copies = mkdtempSync(join(tmpdir(), 'kshot-'))
})
afterAll(() => {
  rmSync(copies, { recursive: true })
})

/** A checkpoint as an old version wrote it. */
const copy = (name: string, edit: Parameters<typeof copyCheckpoint>[2]): string =>
  copyCheckpoint(join(folder, name), mkdtempSync(join(copies, name)), edit)

test('rope settings as transformers 4 writes them are read alike', () => {
  const neox = { rope_parameters: undefined, rotary_pct: 0.5, rotary_emb_base: 10_000, rope_scaling: null }
  const gemma3 = {
    rope_parameters: undefined,
    rope_theta: 1e6,
    rope_local_base_freq: 1e4,
    rope_scaling: { rope_type: 'linear', factor: 8 },
  }
  const old: [string, Record<string, unknown>][] = [
    ['gpt_neox', neox],
    ['gemma3', gemma3],
  ]
  for (const [name, settings] of old) {
    expect(readModelConfig(join(copy(name, { settings }), 'config.json'))).toEqual(
      readModelConfig(join(folder, name, 'config.json')),
    )
  }
})

test('a checkpoint of the model without its head, with the masks of old versions, is read as the whole', () => {
  const whole = readCheckpoint({ base: join(folder, 'gpt2') })
  const base = copy('gpt2', {
    tensors: (tensors) => {
      for (const [name, tensor] of [...tensors]) {
        tensors.delete(name)
        tensors.set(name.replace('transformer.', ''), tensor)
      }
      tensors.set('h.0.attn.bias', { dtype: 'F32', shape: [1, 1, 2, 2], data: new Uint8Array(16) })
    },
  })
  expect(readCheckpoint({ base }).layers[1]?.query.weight.shape).toEqual(whole.layers[1]?.query.weight.shape)
})

test('the masks and frequencies that old checkpoints carry are passed over, whatever their type', () => {
  const base = copy('gpt_neox', {
    tensors: (tensors) => {
      const attention = 'gpt_neox.layers.0.attention'
      tensors.set(`${attention}.bias`, { dtype: 'BOOL', shape: [1, 1, 2, 2], data: new Uint8Array(4) })
      tensors.set(`${attention}.masked_bias`, { dtype: 'F32', shape: [], data: new Uint8Array(4) })
      tensors.set(`${attention}.rotary_emb.inv_freq`, { dtype: 'F32', shape: [1], data: new Uint8Array(4) })
    },
  })
  expect(readCheckpoint({ base }).bytes).toBe(readCheckpoint({ base: join(folder, 'gpt_neox') }).bytes)
})
