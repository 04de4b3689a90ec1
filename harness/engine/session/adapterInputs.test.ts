import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { adapterInputs } from './adapterInputs.ts'
import { readCheckpoint } from '../checkpoint/checkpoint.ts'
import { copyCheckpoint } from '../checkpoint/checkpointCopy.ts'
import { smallAdapted, smallModel } from '../engine.contract.ts'
import type { Values } from './session.ts'

const oracle = fileURLToPath(new URL('../../../fixtures/oracle/architectures/', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kshot-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('what an adapter leaves as it is has a change of rank 0', () => {
  const inputs = adapterInputs(readCheckpoint(smallModel))
  expect(Object.keys(inputs)).toHaveLength(2 * 2 * 7)
  expect([inputs['down.1.gate']?.shape, inputs['up.1.gate']?.shape]).toEqual([
    [0, 32],
    [56, 0],
  ])
})

test('of a matrix that holds several layers each layer gets its own rows', () => {
  const base = join(oracle, 'phi3')
  const inputs = adapterInputs(readCheckpoint({ base, adapter: join(base, 'adapter') }))
  const shapes = ['query', 'key', 'value'].map((name) => inputs[`up.0.${name}`]?.shape)
  const [rank] = inputs['down.0.query']?.shape ?? []
  expect(shapes).toEqual([
    [16, rank],
    [8, rank],
    [8, rank],
  ])
  const rows = ['query', 'key', 'value'].map((name) => String(inputs[`up.0.${name}`]?.data))
  expect(new Set(rows).size).toBe(3)
})

/** The first numbers of `down.0.query` when the adapter lies in this type with these bits. */
function widened(dtype: string, bits: readonly number[]): Values['data'] | undefined {
  const adapter = copyCheckpoint(smallAdapted.adapter ?? '', join(folder, 'adapter'), {
    tensors: (tensors) => {
      for (const [name, { shape }] of [...tensors]) {
        const data = new Uint8Array(2 * shape.reduce((product, n) => product * n, 1))
        bits.forEach((value, i) => {
          new DataView(data.buffer).setUint16(2 * i, value, true)
        })
        tensors.set(name, { dtype, shape, data })
      }
    },
  })
  return adapterInputs(readCheckpoint({ ...smallModel, adapter }))['down.0.query']?.data.subarray(0, bits.length)
}

test('a float16 adapter is widened, numbers below the normal ones included', () => {
  const bits = [0x3c00, 0xc000, 0x0001, 0x03ff, 0x0400, 0x7bff, 0x3555, 0xfc00, 0x7e00]
  const numbers = [1, -2, 2 ** -24, 1023 * 2 ** -24, 2 ** -14, 65504, 0.333251953125, -Infinity, NaN]
  expect(Array.from(widened('F16', bits) ?? [])).toEqual(numbers)
})

test('a bfloat16 adapter is widened', () => {
  const bits = [0x3f80, 0xc000, 0x0001, 0x7f80, 0x3eab]
  const numbers = [1, -2, 2 ** -133, Infinity, 0.333984375]
  expect(Array.from(widened('BF16', bits) ?? [])).toEqual(numbers)
})
