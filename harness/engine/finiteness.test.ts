import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { copyCheckpoint } from './checkpointCopy.ts'
import { sequence, smallModel } from './engine.contract.ts'
import { createNaiveEngine } from './naiveEngine.ts'
import { createPackedEngine } from './packedEngine.ts'

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
