import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import type { Values } from '../session/session.ts'

/** Keys and values of a path's columns, by input name of the scoring graph; each [1, kvHeads, P, headDim]. */
export type PathCache = Record<string, Values>

/** The cache of no columns. */
export function emptyPath(config: ModelConfig): PathCache {
  const none: Values = { data: new Float32Array(0), shape: [1, config.kvHeads, 0, config.headDim] }
  return Object.fromEntries(cacheInputs(config).map((name) => [name, none]))
}

/** The cache that a run returned, as the input of the next. */
export function returnedPath(config: ModelConfig, results: Record<string, Values>): PathCache {
  const outputs = cacheOutputs(config)
  return Object.fromEntries(
    cacheInputs(config).flatMap((name, i) => {
      const value = results[outputs[i] ?? '']
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Names of the scoring graph's cache outputs, in the order of its inputs: all keys, then all values. */
export function cacheOutputs(config: ModelConfig): string[] {
  return perLayer(config, 'key', 'value')
}

export function cacheInputs(config: ModelConfig): string[] {
  return perLayer(config, 'pastKey', 'pastValue')
}

function perLayer({ layers }: ModelConfig, ...names: readonly string[]): string[] {
  return names.flatMap((name) => Array.from({ length: layers }, (_, l) => `${name}${l}`))
}
