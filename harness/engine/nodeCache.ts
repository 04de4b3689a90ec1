import type { ModelConfig } from './modelConfig.ts'
import { cacheInputs, cacheOutputs } from './pathCache.ts'
import type { PathCache } from './pathCache.ts'
import type { Values } from './session.ts'

/** Keys and values of every node of a trie, from which the cache of any path can be put together. */
export interface NodeCache {
  /** Takes what a run returned for the nodes from `start` on. */
  store: (start: number, results: Record<string, Values>) => void
  /** The caches of some paths side by side, [paths, kvHeads, longest path, headDim]; shorter paths are filled up behind with zeros. */
  gather: (paths: readonly Int32Array[]) => PathCache
}

export function createNodeCache(config: ModelConfig, nodes: number): NodeCache {
  const { kvHeads, headDim } = config
  const tensors = cacheOutputs(config).map((output, i) => ({
    output,
    input: cacheInputs(config)[i] ?? '',
    // Head by head, so that a run of neighbouring nodes is one copy.
    data: new Float32Array(kvHeads * nodes * headDim),
  }))
  return {
    store: (start, results) => {
      for (const { output, data } of tensors) {
        const returned = results[output]?.data ?? new Float32Array(0)
        const width = returned.length / kvHeads
        for (let h = 0; h < kvHeads; h++) {
          data.set(returned.subarray(h * width, (h + 1) * width), (h * nodes + start) * headDim)
        }
      }
    },
    gather: (paths) => {
      const longest = paths.reduce((most, { length }) => Math.max(most, length), 0)
      const runs = paths.map(neighbours)
      const entries = tensors.map(({ input, data }) => {
        const gathered = new Float32Array(paths.length * kvHeads * longest * headDim)
        for (const [p, pathRuns] of runs.entries()) {
          for (let h = 0; h < kvHeads; h++) {
            const target = (p * kvHeads + h) * longest
            for (const { node, depth, length } of pathRuns) {
              const from = (h * nodes + node) * headDim
              gathered.set(data.subarray(from, from + length * headDim), (target + depth) * headDim)
            }
          }
        }
        return [input, { data: gathered, shape: [paths.length, kvHeads, longest, headDim] }] as const
      })
      return Object.fromEntries(entries)
    },
  }
}

/** Cuts a path into runs of consecutive nodes: where nothing branches off, the nodes of a path are neighbours. */
function neighbours(path: Int32Array): { node: number; depth: number; length: number }[] {
  const runs: { node: number; depth: number; length: number }[] = []
  path.forEach((node, depth) => {
    const run = runs.at(-1)
    if (run !== undefined && run.node + run.length === node) run.length++
    else runs.push({ node, depth, length: 1 })
  })
  return runs
}
