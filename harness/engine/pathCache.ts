import type { ModelConfig } from './modelConfig.ts'
import type { Values } from './session.ts'

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

/** The cache of some rows of a batch: their columns of `past`, then those of `fresh`. */
export function extendRows(config: ModelConfig, past: PathCache, fresh: PathCache, rows: readonly number[]): PathCache {
  const { kvHeads, headDim } = config
  const entries = Object.entries(past).map(([name, old]) => {
    const more = fresh[name] ?? old
    const [before, after] = [widthOf(old), widthOf(more)]
    const data = new Float32Array(rows.length * kvHeads * (before + after) * headDim)
    let end = 0
    for (const row of rows) {
      for (let h = row * kvHeads; h < (row + 1) * kvHeads; h++) {
        data.set(old.data.subarray(h * before * headDim, (h + 1) * before * headDim), end)
        end += before * headDim
        data.set(more.data.subarray(h * after * headDim, (h + 1) * after * headDim), end)
        end += after * headDim
      }
    }
    return [name, { data, shape: [rows.length, kvHeads, before + after, headDim] }] as const
  })
  return Object.fromEntries(entries)
}

/** Count of columns of [rows, kvHeads, columns, headDim]. */
function widthOf({ shape }: Values): number {
  return shape[2] ?? 0
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
