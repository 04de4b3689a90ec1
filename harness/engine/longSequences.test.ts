import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { copyCheckpoint } from './checkpoint/checkpointCopy.ts'
import { expectClose, sequence, smallModel } from './engine.contract.ts'
import { createNaiveEngine } from './naive/naiveEngine.ts'
import { createPackedEngine } from './packed/packedEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'kshot-'))
const settings = { max_position_embeddings: 4200 }
const model = { base: copyCheckpoint(smallModel.base, join(folder, 'long'), { settings }) }
const [packed, naive] = [createPackedEngine({ threads: 1 }), createNaiveEngine({ threads: 1 })]

afterAll(async () => {
  await Promise.all([packed.close(), naive.close()])
  rmSync(folder, { recursive: true })
})

const ids = (count: number, step: number): number[] =>
  Array.from({ length: count }, (_, i) => 3 + (((i + 1) ** 2 * step) % 297))

test('sequences of 4,000 tokens that part after 3,900 score as one by one, each token computed once', async () => {
  const stem = ids(3900, 7)
  const sequences = [11, 13].map((step) => sequence([...stem, ...ids(100, step)], 3000))
  const found = await packed.score({ model, sequences })
  expectClose(found, await naive.score({ model, sequences }))
  expect(found.cost).toEqual({ needed: 4098, computed: 4098, naive: 7998 })
})
