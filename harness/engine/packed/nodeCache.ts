import type { LayerRange, ModelConfig } from '../checkpoint/modelConfig.ts'
import { cacheInputs, cacheOutputs } from './pathCache.ts'
import type { PathCache } from './pathCache.ts'
import type { Values } from '../session/session.ts'

/** Keys and values of every node of a trie, from which the cache of any path can be put together. */
export interface NodeCache {
  /** Takes what a run of some layers returned for the nodes from `start` on. */
  store: (start: number, results: Record<string, Values>) => void
  /** The cache of a path in some layers, all unless told, as their graph takes it. */
  path: (nodes: Int32Array, layers?: LayerRange) => PathCache
  /** Copies one head of the cache's input number `input` for some nodes, [nodes, headDim], to `target` from `at` on. */
  copy: (input: number, nodes: Int32Array, head: number, target: Float32Array, at: number) => void
}

export function createNodeCache(config: ModelConfig, size: number): NodeCache {
  const { kvHeads, headDim } = config
  const inputs = cacheInputs(config)
  // Head by head, so that a run of neighbouring nodes is one copy.
  const tensors = inputs.map(() => new Float32Array(kvHeads * size * headDim))
  const copy: NodeCache['copy'] = (input, nodes, head, target, at) => {
    const data = tensors[input] ?? new Float32Array(0)
    for (let i = 0; i < nodes.length;) {
      const length = neighbours(nodes, i)
      const from = (head * size + (nodes[i] ?? 0)) * headDim
      target.set(data.subarray(from, from + length * headDim), at + i * headDim)
      i += length
    }
  }
  return {
    store: (start, results) => {
      for (const [i, output] of cacheOutputs(config).entries()) {
        const returned = results[output]?.data
        if (returned === undefined) continue
        const width = returned.length / kvHeads
        for (let h = 0; h < kvHeads; h++) {
          tensors[i]?.set(returned.subarray(h * width, (h + 1) * width), (h * size + start) * headDim)
        }
      }
    },
    path: (nodes, layers) => {
      const entries = cacheInputs(config, layers).map((input) => {
        const i = inputs.indexOf(input)
        const data = new Float32Array(kvHeads * nodes.length * headDim)
        for (let h = 0; h < kvHeads; h++) copy(i, nodes, h, data, h * nodes.length * headDim)
        return [input, { data, shape: [1, kvHeads, nodes.length, headDim] }] as const
      })
      return Object.fromEntries(entries)
    },
    copy,
  }
}

/** How many nodes from place `i` on follow one another: where nothing branches off, the nodes of a path are neighbours. */
function neighbours(nodes: Int32Array, i: number): number {
  let length = 1
  while (i + length < nodes.length && nodes[i + length] === (nodes[i] ?? 0) + length) length++
  return length
}
