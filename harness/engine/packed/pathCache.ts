import { allLayers } from '../checkpoint/modelConfig.ts'
import type { LayerRange, ModelConfig } from '../checkpoint/modelConfig.ts'
import type { Values } from '../session/session.ts'

/** Keys and values of a path's columns in some layers, by input name of their graph; each [1, kvHeads, P, headDim]. */
export type PathCache = Record<string, Values>

/** The cache of no columns. */
export function emptyPath(config: ModelConfig, layers?: LayerRange): PathCache {
  const none: Values = { data: new Float32Array(0), shape: [1, config.kvHeads, 0, config.headDim] }
  return Object.fromEntries(cacheInputs(config, layers).map((name) => [name, none]))
}

/** The cache that a run returned, as the input of the next. */
export function returnedPath(config: ModelConfig, results: Record<string, Values>, layers?: LayerRange): PathCache {
  const outputs = cacheOutputs(config, layers)
  return Object.fromEntries(
    cacheInputs(config, layers).flatMap((name, i) => {
      const value = results[outputs[i] ?? '']
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Names of the cache outputs of some layers, all unless told, in the order of their inputs: all keys, then all values. */
export function cacheOutputs(config: ModelConfig, layers?: LayerRange): string[] {
  return perLayer(layers ?? allLayers(config), 'key', 'value')
}

export function cacheInputs(config: ModelConfig, layers?: LayerRange): string[] {
  return perLayer(layers ?? allLayers(config), 'pastKey', 'pastValue')
}

function perLayer({ begin, end }: LayerRange, ...names: readonly string[]): string[] {
  return names.flatMap((name) => Array.from({ length: end - begin }, (_, i) => `${name}${begin + i}`))
}
