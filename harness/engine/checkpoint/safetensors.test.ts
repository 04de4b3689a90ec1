import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { llama } from './llamaFamily.ts'
import { readSafetensors } from './safetensors.ts'
import { readWeights } from './weightFiles.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kshot-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Writes a file with a header as given, its length before it, and `data` bytes. */
function write(name: string, header: unknown, data: number): string {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  const file = join(folder, name)
  writeFileSync(file, Buffer.concat([length, text, Buffer.alloc(data)]))
  return file
}

const four = (begin: number, end: number): object => ({ dtype: 'F32', shape: [1], data_offsets: [begin, end] })

describe('a file', () => {
  test.each<[string, unknown, number, RegExp]>([
    ['a list for a header', [], 0, /a safetensors header that is no JSON object\. Copy it again/],
    ['a header cut in its middle', '{"a": {"dtype"', 0, /a safetensors header that is not JSON: .*Copy it again/],
    [
      'a tensor without offsets',
      { a: { dtype: 'F32', shape: [1] } },
      4,
      /tensor a needs dtype, shape and data_offsets/,
    ],
    ['a negative size', { a: { ...four(0, 4), shape: [-1] } }, 4, /tensor a needs dtype, shape and data_offsets .*-1/],
    ['a fraction of an offset', { a: four(0.5, 4.5) }, 8, /tensor a needs dtype, shape and data_offsets .*0\.5/],
    ['offsets that run backwards', { a: four(8, 4) }, 8, /tensor a .* needs 4 bytes, its offsets give -4/],
    ['offsets beyond its end', { a: four(4, 8) }, 4, /is truncated: tensor a ends at byte \d+, the file at \d+/],
    ['two tensors in one place', { a: four(0, 4), b: four(0, 4) }, 4, /tensors a and b overlap: .*ends at byte \d+, /],
    ['half a tensor in another', { b: { ...four(2, 6) }, a: four(0, 4) }, 6, /tensors a and b overlap/],
    ['integers for weights', { a: { ...four(0, 4), dtype: 'I32' } }, 4, /has type I32; known: F32, F16, BF16/],
  ])('with %s is refused by its name', (_, header, data, message) => {
    const file = write('damaged.safetensors', header, data)
    expect(() => readSafetensors(file)).toThrow(message)
    expect(() => readSafetensors(file)).toThrow(/damaged\.safetensors/)
  })

  test('with empty tensors between others is read', () => {
    const empty = { dtype: 'F32', shape: [0, 3], data_offsets: [4, 4] }
    const file = write('sound.safetensors', { a: four(0, 4), none: empty, b: four(4, 8) }, 8)
    expect(readSafetensors(file).size).toBe(3)
  })
})

describe('shards', () => {
  const read = (): unknown => readWeights(folder, llama)
  const index = (map: unknown): void => {
    writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify(map))
  }

  test.each<[string, () => void, RegExp]>([
    [
      'an index without a map',
      () => {
        index({})
      },
      /index\.json: weight_map is missing/,
    ],
    [
      'a file that is not there',
      () => {
        index({ weight_map: { a: 'gone.safetensors' } })
      },
      /gone\.safetensors is missing/,
    ],
    [
      'a folder for a file',
      () => {
        index({ weight_map: { a: 'd' } })
        mkdirSync(join(folder, 'd'))
      },
      /d is a folder: expected a safetensors file/,
    ],
    [
      'an empty file',
      () => {
        index({ weight_map: { a: 'e' } })
        writeFileSync(join(folder, 'e'), '')
      },
      /e is empty: expected a safetensors file/,
    ],
    [
      'a tensor that no file holds',
      () => {
        index({ weight_map: { a: 's', b: 's' } })
        write('s', { a: four(0, 4) }, 4)
      },
      /tensor b is in none of the files it names/,
    ],
    [
      'a tensor that two files hold',
      () => {
        index({ weight_map: { a: 's', b: 't' } })
        write('s', { a: four(0, 4) }, 4)
        write('t', { a: four(0, 4), b: four(4, 8) }, 8)
      },
      /index\.json: tensor a is in two of its files, .*s and .*t\. Keep one/,
    ],
  ])('with %s are refused', (_, prepare, message) => {
    prepare()
    expect(read).toThrow(message)
  })
})
