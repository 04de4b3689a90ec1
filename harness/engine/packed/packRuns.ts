import { allLayers } from '../checkpoint/modelConfig.ts'
import type { LayerRange, ModelConfig } from '../checkpoint/modelConfig.ts'
import { runInHalves } from './packHalves.ts'
import { cacheOutputs } from './pathCache.ts'
import type { PathCache } from './pathCache.ts'
import type { Values } from '../session/session.ts'
import type { Stages } from './stages.ts'

/** One pack on its way through the layers. */
export interface PackRun {
  /** Of the scoring graph, but for the cached path. */
  inputs: Record<string, Values>
  /** Of `logprobs`, `best` and `finite`; none where nothing is asked. */
  outputs: readonly string[]
  /** The path above the pack in some layers, for one run; asked for once the pack before has gone through them. */
  path: (layers: LayerRange) => PathCache
  /** Whether keys and values are returned. */
  keeps: boolean
  /** Learns that the pack has gone through some layers, and what they returned. */
  gone: (layers: LayerRange, results: Results) => void
}

/** Outputs by name. */
export type Results = Record<string, Values>

/** Computes packs, which must come in the order of their trie; returns the asked outputs of each. */
export async function runPacks(stages: Stages, config: ModelConfig, runs: readonly PackRun[]): Promise<Results[]> {
  if (stages.kind === 'halves') return runInHalves(stages, config, runs)
  const layers = allLayers(config)
  const all: Results[] = []
  for (const run of runs) {
    const outputs = [...run.outputs, ...(run.keeps ? cacheOutputs(config) : [])]
    const results = await stages.session.run({ ...run.inputs, ...run.path(layers) }, outputs)
    run.gone(layers, results)
    all.push(Object.fromEntries(Object.entries(results).filter(([name]) => run.outputs.includes(name))))
  }
  return all
}
