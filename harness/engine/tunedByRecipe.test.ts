import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { Sequence } from '../tokens/sequence.ts'
import { expectClose } from './engine.contract.ts'
import { createPackedEngine } from './packed/packedEngine.ts'

type Scored = Sequence & { logprobs: number[]; greedy: boolean }

/** What fixtures/oracle/tuned.py wrote: the recipe's adapter of a checkpoint of Mistral's shape, merged by PEFT. */
const folder = fileURLToPath(new URL('../../fixtures/oracle/tuned/', import.meta.url))
const table = JSON.parse(readFileSync(join(folder, 'table.json'), 'utf8')) as { base: Scored[]; adapted: Scored[] }
const base = join(folder, 'base')
const adapted = { base, adapter: join(folder, 'adapter') }
const cost = { needed: 0, computed: 0, naive: 0 }
const merged = createPackedEngine({ threads: 1 })
const apart = createPackedEngine({ threads: 1, mergeBelow: 0 })

afterAll(async () => {
  await Promise.all([merged.close(), apart.close()])
})

test.each([
  { name: 'the base', model: { base }, engine: merged, spans: table.base },
  { name: 'the adapter, merged', model: adapted, engine: merged, spans: table.adapted },
  { name: 'the adapter, at run time', model: adapted, engine: apart, spans: table.adapted },
])('$name has the log-probabilities of transformers and PEFT', async ({ model, engine, spans }) => {
  expectClose(await engine.score({ model, sequences: spans }), { spans, cost })
})

test('tuning has changed the scores', () => {
  const [before = 0, after = 0] = [table.base, table.adapted].map((rows) => rows[0]?.logprobs[0])
  expect(Math.abs(after - before)).toBeGreaterThan(0.01)
})
