import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSession } from '../session/session.ts'
import type { Session, Values } from '../session/session.ts'
import { blockAttention } from './blockAttention.ts'
import type { Heads } from './blockAttention.ts'
import { createGraph } from './graph.ts'
import type { Graph } from './graph.ts'

describe.each([
  { heads: 3, kvHeads: 3, softcap: undefined },
  { heads: 6, kvHeads: 2, softcap: undefined },
  { heads: 4, kvHeads: 1, softcap: 5 },
])('attention in blocks of $heads heads on $kvHeads, capped at $softcap', ({ heads, kvHeads, softcap }) => {
  const config = { heads, kvHeads, headDim: 16 }
  let session: Session

  beforeAll(async () => {
    session = await openSession(both(config, softcap), 1)
  })
  afterAll(() => session.release())

  test('has every digit of attention in one piece, of packs of any size under any path', async () => {
    const rows = fc.integer({ min: heads === kvHeads ? 1 : 2, max: 70 })
    await fc.assert(
      fc.asyncProperty(rows, fc.nat({ max: 90 }), fc.nat(), async (rows, path, seed) => {
        const results = await session.run(packOf(config, rows, path, seed), outputs)
        for (const name of ['mixed', 'keys', 'values']) expect(results[name]).toEqual(results[`${name}0`])
      }),
      { numRuns: 60, examples: [2, 3, 5, 6, 7].map((rows) => [rows, rows % 2, 0]) },
    )
  })

  test('of a single row has almost every digit', async () => {
    const { mixed, mixed0 } = await session.run(packOf(config, 1, 5, 0), outputs)
    mixed0?.data.forEach((value, i) => {
      expect(mixed?.data[i]).toBeCloseTo(value, 5)
    })
  })

  test('leaves out what no row of a block sees: keys of later rows may be anything', async () => {
    const pack = packOf(config, 30, 7, 1)
    const before = await session.run(pack, ['mixed'])
    const key = Float32Array.from(pack.key.data)
    key.fill(NaN, 20 * kvHeads * config.headDim)
    const after = await session.run({ ...pack, key: { ...pack.key, data: key } }, ['mixed', 'mixed0'])
    const firstBlocks = 20 * heads * config.headDim
    expect(after['mixed']?.data.subarray(0, firstBlocks)).toEqual(before['mixed']?.data.subarray(0, firstBlocks))
    expect(after['mixed0']?.data.subarray(0, firstBlocks)).not.toEqual(before['mixed']?.data.subarray(0, firstBlocks))
  })
})

const outputs = ['mixed', 'keys', 'values'].flatMap((name) => [name, `${name}0`])

/** Attention in blocks, and by the operator in one piece: `mixed0`, `keys0`, `values0`. */
function both(config: Heads, softcap: number | undefined): Graph {
  const { heads, kvHeads, headDim } = config
  const g = createGraph()
  const past = [1, kvHeads, 'P', headDim]
  const rows = {
    query: g.input('query', 'float', [1, 'N', heads * headDim]),
    key: g.input('key', 'float', [1, 'N', kvHeads * headDim]),
    value: g.input('value', 'float', [1, 'N', kvHeads * headDim]),
    seen: g.input('seen', 'float', ['N', 'T']),
    pastKey: g.input('pastKey', 'float', past),
    pastValue: g.input('pastValue', 'float', past),
  }
  const attributes = { scale: { float: 0.25 }, ...(softcap !== undefined && { softcap: { float: softcap } }) }
  const whole = g.ops('Attention', Object.values(rows), 3, {
    ...attributes,
    q_num_heads: heads,
    kv_num_heads: kvHeads,
  })
  const columns = [1, kvHeads, 'T', headDim]
  const shapes = { mixed: [1, 'N', heads * headDim], keys: columns, values: columns }
  const blocks = blockAttention(g, config, attributes)(rows)
  for (const [i, [name, shape]] of Object.entries(shapes).entries()) {
    g.output(name, blocks[i] ?? '', 'float', shape)
    g.output(`${name}0`, whole[i] ?? '', 'float', shape)
  }
  return g.graph
}

type Pack = Record<'query' | 'key' | 'value' | 'seen' | 'pastKey' | 'pastValue', Values & { data: Float32Array }>

/** A pack of which every row sees itself and, by a coin each, what comes before it. */
function packOf({ heads, kvHeads, headDim }: Heads, rows: number, path: number, seed: number): Pack {
  const values = (...shape: number[]): Values & { data: Float32Array } => {
    const size = shape.reduce((a, b) => a * b)
    return { data: Float32Array.from({ length: size }, (_, i) => 3 * Math.sin(seed + i * i * 0.7 + i)), shape }
  }
  const columns = path + rows
  const seen = Float32Array.from({ length: rows * columns }, (_, i) => {
    const row = path + Math.floor(i / columns)
    const column = i % columns
    const visible = column === row || (column < row && Math.sin(seed + i * 1.3) > -0.5)
    return visible ? 0 : -1e30
  })
  return {
    query: values(1, rows, heads * headDim),
    key: values(1, rows, kvHeads * headDim),
    value: values(1, rows, kvHeads * headDim),
    seen: { data: seen, shape: [rows, columns] },
    pastKey: values(1, kvHeads, path, headDim),
    pastValue: values(1, kvHeads, path, headDim),
  }
}
