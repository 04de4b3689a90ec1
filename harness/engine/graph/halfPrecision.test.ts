import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type { Sequence } from '../../tokens/sequence.ts'
import { devices } from '../session/device.ts'
import { smallAdapted, smallModel } from '../engine.contract.ts'
import { createGraph } from './graph.ts'
import { inHalfPrecision } from './halfPrecision.ts'
import { createNaiveEngine } from '../naive/naiveEngine.ts'
import { createPackedEngine } from '../packed/packedEngine.ts'
import { openSession } from '../session/session.ts'

const folder = fileURLToPath(new URL('../../../fixtures/oracle/architectures/', import.meta.url))

/** The CPU computes in 32 bits and rounds after each operator, so this shows where halves are enough, not what a device makes of them. */
const half = createPackedEngine({
  threads: 1,
  devices: { ...devices, cpu: { ...devices.webgpu, provider: 'cpu', keptOnCpu: [] } },
})
const oracle = createNaiveEngine({ threads: 1 })
afterAll(() => Promise.all([half.close(), oracle.close()]))

const precision = 'float16'

/** Of a log-probability, in nats: measured 0.07 at most. */
const tolerance = 0.1

describe.each(readdirSync(folder))('a checkpoint of %s in 16-bit floats', (name) => {
  test('has the log-probabilities of transformers in 32 bits within a tenth of a nat', async () => {
    const { scored } = JSON.parse(readFileSync(join(folder, name, 'table.json'), 'utf8')) as {
      scored: (Sequence & { logprobs: number[] })[]
    }
    const model = { base: join(folder, name), precision } as const
    const { spans } = await half.score({ model, sequences: scored })
    const wrong = spans.flatMap(({ logprobs }, s) =>
      logprobs.map((x, i) => Math.abs(x - (scored[s]?.logprobs[i] ?? NaN))),
    )
    expect(Math.max(...wrong)).toBeLessThan(tolerance)
    expect(Math.max(...wrong)).toBeGreaterThan(1e-5)
  })
})

test.each([smallModel, smallAdapted])(
  'greedy texts go on as in 32 bits while no two tokens are close',
  async (model) => {
    const prompts = [[1], [1, 40, 41, 42], Array.from({ length: 90 }, (_, i) => (i * 31) % 300)]
    const request = { model, prompts, maxTokens: 4, stopTokens: [], stopStrings: [], pieces: [] }
    const found = await half.generate({ ...request, model: { ...model, precision } })
    expect(found.outputs).toEqual((await oracle.generate(request)).outputs)
  },
)

test('a sum of squares past the largest half is finite, and a mask is the largest half, not infinite', async () => {
  const g = createGraph()
  const ids = g.input('ids', 'int32', ['N'])
  const hidden = g.op('Gather', [g.float([200.0625, -1], [1, 2]), ids], { axis: 0 })
  const squares = g.op('ReduceSumSquare', [g.op('Mul', [hidden, g.float(2)]), g.long([1])], { keepdims: 0 })
  g.output('squares', squares, 'float', ['N'])
  g.output('mask', g.op('Where', [g.op('Less', [ids, g.int(0)]), g.float(0), g.float(-1e30)]), 'float', ['N'])
  const session = await openSession(inHalfPrecision(g.graph), 1)
  const results = await session.run({ ids: { data: Int32Array.of(0), shape: [1] } }, ['squares', 'mask'])
  await session.release()
  // 200.0625 is between two halves, 200 and 200.125, and goes to the even one.
  expect([...(results['squares']?.data ?? [])]).toEqual([400 ** 2 + 4])
  expect([...(results['mask']?.data ?? [])]).toEqual([-65504])
})
