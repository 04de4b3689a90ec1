import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type { Sequence } from '../../tokens/sequence.ts'
import { readCheckpoint } from '../checkpoint/checkpoint.ts'
import { devices } from './device.ts'
import type { Device } from './device.ts'
import { engineContract, expectClose, smallModel } from '../engine.contract.ts'
import { executionProvider } from './executionProvider.ts'
import { generationGraph } from '../graph/generationGraph.ts'
import type { Graph } from '../graph/graph.ts'
import { createPackedEngine } from '../packed/packedEngine.ts'
import { scoringGraph } from '../graph/scoringGraph.ts'

/** The operators of another device, run by the CPU, which has them all. */
const written = (device: Device) =>
  createPackedEngine({ threads: 1, devices: { ...devices, cpu: { ...device, provider: 'cpu', keptOnCpu: [] } } })

engineContract('the packed engine in the operators of WebGPU', () => Promise.resolve(written(devices.webgpu)))

const folder = fileURLToPath(new URL('../../../fixtures/oracle/architectures/', import.meta.url))

describe.each(readdirSync(folder))('a checkpoint of %s', (name) => {
  const engines = Object.values({ webgpu: written(devices.webgpu), cuda: written(devices.cuda) })
  const { scored } = JSON.parse(readFileSync(join(folder, name, 'table.json'), 'utf8')) as {
    scored: (Sequence & { logprobs: number[]; greedy: boolean })[]
  }
  const cost = { needed: 0, computed: 0, naive: 0 }
  afterAll(() => Promise.all(engines.map((engine) => engine.close())))

  test.each(engines)('has the log-probabilities of transformers in the operators of each device', async (engine) => {
    const found = await engine.score({ model: { base: join(folder, name) }, sequences: scored })
    expectClose(found, { spans: scored, cost })
  })
})

test.each([scoringGraph, generationGraph])('no graph for WebGPU holds an operator that it lacks', (build) => {
  const types = typesOf(build(readCheckpoint(smallModel), devices.webgpu.operators))
  expect(types.filter((type) => ['Attention', 'RotaryEmbedding', 'LogSoftmax'].includes(type))).toEqual([])
  expect(types).toContain('com.microsoft:RotaryEmbedding')
})

test("the angles of a model are the CPU's work, in the body of a loop too; a model without angles leaves it none", () => {
  const { provider, operators, keptOnCpu } = devices.webgpu
  const kept = (base: string) => {
    const graphs = [scoringGraph, generationGraph].map((build) => build(readCheckpoint({ base }), operators))
    return graphs.map((graph) => executionProvider(graph, provider, keptOnCpu))
  }
  const named = { name: 'webgpu', forceCpuNodeNames: expect.arrayContaining([expect.any(String)]) as string[] }
  expect(kept(smallModel.base)).toEqual([named, named])
  // The runtime takes no empty list.
  expect(kept(join(folder, 'gpt2'))).toEqual(['webgpu', 'webgpu'])
})

function typesOf({ nodes }: Graph): string[] {
  return nodes.flatMap(({ type, attributes }) => [
    type,
    ...Object.values(attributes).flatMap((value) =>
      typeof value === 'object' && 'nodes' in value ? typesOf(value) : [],
    ),
  ])
}
