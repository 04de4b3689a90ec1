import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type { Sequence } from '../tokens/sequence.ts'
import { copyCheckpoint } from './checkpoint/checkpointCopy.ts'
import type { TensorCopy } from './checkpoint/checkpointCopy.ts'
import type { ModelPaths } from './engine.ts'
import { expectClose, smallAdapted, smallModel } from './engine.contract.ts'
import { createNaiveEngine } from './naive/naiveEngine.ts'
import { createPackedEngine } from './packed/packedEngine.ts'

/** What fixtures/oracle/engine.py wrote: transformers in float32, adapters merged by PEFT. */
interface Table {
  scored: Scored[]
  generated: { prompt: number[]; tokens: number[] }[]
}
interface LabTable {
  /** SHA-256 by file below fixtures/lab. */
  weights: Record<string, string>
  adapter: string
  base: Table
  adapted: Table
}
interface Variant {
  name: string
  settings: Record<string, unknown>
  scored: Scored[]
}
type Scored = Sequence & { logprobs: number[]; greedy: boolean }

const lab = fileURLToPath(new URL('../../fixtures/lab/', import.meta.url))
const cost = { needed: 0, computed: 0, naive: 0 }
const engines = [
  { name: 'packed', engine: createPackedEngine({ threads: 1 }) },
  { name: 'packed, adapters at run time', engine: createPackedEngine({ threads: 1, mergeBelow: 0 }) },
  { name: 'naive', engine: createNaiveEngine({ threads: 1 }) },
]
const folder = mkdtempSync(join(tmpdir(), 'kshot-'))

afterAll(async () => {
  await Promise.all(engines.map(({ engine }) => engine.close()))
  rmSync(folder, { recursive: true })
})

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/oracle/engine/${name}`, import.meta.url), 'utf8'))
}

function expectTable(name: string, table: Table, model: ModelPaths): void {
  describe.each(engines)(`the $name engine on ${name}`, ({ engine }) => {
    test('has the log-probabilities of transformers, token by token, and its greedy flags', async () => {
      expectClose(await engine.score({ model, sequences: table.scored }), { spans: table.scored, cost })
    })

    test('writes what transformers writes', async () => {
      const prompts = table.generated.map(({ prompt }) => prompt)
      const maxTokens = table.generated[0]?.tokens.length ?? 1
      const none = { stopTokens: [], stopStrings: [], pieces: [] }
      const { outputs } = await engine.generate({ model, prompts, maxTokens, ...none })
      expect(outputs.map(({ tokens }) => tokens)).toEqual(table.generated.map(({ tokens }) => tokens))
    })
  })
}

expectTable('a small model', read('base.json') as Table, smallModel)
expectTable('a small model with a rank-stabilised adapter', read('adapted.json') as Table, smallAdapted)

/** How each variant's weights differ from the small model's, as in the script. */
const rules: Record<string, (tensors: Map<string, TensorCopy>) => void> = {
  BF16: halve('BF16', (bits) => bits >>> 16),
  F16: halve('F16', halfBits),
  'tied head': (tensors) => tensors.delete('lm_head.weight'),
  biases: (tensors) => {
    for (const [name, { shape }] of [...tensors]) {
      if (!/_proj\.weight$/.test(name)) continue
      const values = Float32Array.from({ length: shape[0] ?? 0 }, (_, i) => 0.3 * Math.sin(i))
      const data = new Uint8Array(values.buffer)
      tensors.set(name.replace(/weight$/, 'bias'), { dtype: 'F32', shape: [values.length], data })
    }
  },
}

function halve(dtype: string, convert: (bits: number) => number): (tensors: Map<string, TensorCopy>) => void {
  return (tensors) => {
    for (const [name, { shape, data }] of [...tensors]) {
      const bits = new Uint32Array(Uint8Array.from(data).buffer)
      tensors.set(name, { dtype, shape, data: new Uint8Array(Uint16Array.from(bits, convert).buffer) })
    }
  }
}

/** The bits of a float16 from those of a float32, cut off; zero below 2^-14. */
function halfBits(bits: number): number {
  const exponent = ((bits >>> 23) & 255) - 112
  return ((bits >>> 16) & 0x8000) | (exponent < 1 ? 0 : (exponent << 10) | ((bits >>> 13) & 0x3ff))
}

const labTable = new URL('../../fixtures/oracle/engine/lab.json', import.meta.url)
if (existsSync(labTable)) {
  const { weights, adapter, base, adapted } = read('lab.json') as LabTable
  test.each(Object.entries(weights))('the lab’s table was written from today’s %s', (file, hash) => {
    const found = createHash('sha256')
      .update(readFileSync(join(lab, file)))
      .digest('hex')
    expect(found, 'run fixtures/oracle/engine.py --tables').toBe(hash)
  })
  expectTable('the lab’s base', base, { base: join(lab, 'base') })
  expectTable(`the lab’s ${adapter}`, adapted, { base: join(lab, 'base'), adapter: join(lab, 'adapters', adapter) })
}

describe.each(read('variants.json') as Variant[])('a model with $name', ({ name, settings, scored }) => {
  const base = copyCheckpoint(smallModel.base, join(folder, name.replace(' ', '-')), {
    settings,
    tensors: rules[name] ?? (() => undefined),
  })
  test.each(engines)('has the log-probabilities of transformers in the $name engine', async ({ engine }) => {
    expectClose(await engine.score({ model: { base }, sequences: scored }), { spans: scored, cost })
  })
})
