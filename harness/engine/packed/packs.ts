import { pathTo } from '../../tokens/trie.ts'
import type { Trie } from '../../tokens/trie.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { largeBytes } from '../session/largeModels.ts'
import type { Values } from '../session/session.ts'

/** Nodes `start..end - 1` of a trie, computed in one run below the path to node `start`. */
export interface Pack {
  start: number
  end: number
}

/** What a pack of n nodes below a path of P costs, in units of one token's matrix products: `overhead + n + copy * P + column * n * (P + n)`. */
export interface PackCost {
  overhead: number
  column: number
  copy: number
  /** Most nodes in one pack. */
  limit: number
}

/** Most tokens in one pack: beyond, the square part of the mask costs more than larger products save. */
export const packTokens = 256

/** The packs of a trie, at most `limit` tokens each. */
export function packsOf(trie: Trie, config: ModelConfig, limit = packTokens): Pack[] {
  const cost = packCost(config, limit)
  // The halves of a large model compute different packs, which takes half of what all packs cost and half of what the largest does: least with packs of so many.
  const pipelined = weightBytes(config) < largeBytes ? limit : Math.ceil(Math.sqrt(cost.overhead * trie.size))
  return cutPacks(trie, { ...cost, limit: Math.min(limit, pipelined) })
}

/** Costs of a model from its shapes. The softmax over one column costs a head about as much as 300 multiplications (measured on three sizes). */
export function packCost(config: ModelConfig, limit = packTokens): PackCost {
  const { heads, headDim } = config
  const column = (heads * (4 * headDim + 300)) / (2 * layerWeights(config))
  return { overhead: 40, column, copy: 0.004, limit }
}

/** Numbers in the matrices of one layer. */
function layerWeights({ hidden, intermediate, heads, kvHeads, headDim, architecture }: ModelConfig): number {
  const wide = typeof architecture.layer.mlp === 'string' ? 2 : 3
  return hidden * (2 * heads * headDim + 2 * kvHeads * headDim + wide * intermediate)
}

/** Bytes of the matrices as float32, a head that is the embedding counted once. */
function weightBytes(config: ModelConfig): number {
  return 4 * (config.layers * layerWeights(config) + config.vocabulary * config.hidden)
}

/**
 * Cuts a trie into packs at least cost, by dynamic programming over its depth-first order. Any cut is right: the ancestors of a pack's nodes
 * that lie outside the pack are the ancestors of its first node. Every node is in exactly one pack, and packs depend on nothing but the trie.
 */
export function cutPacks(trie: Trie, { overhead, column, copy, limit }: PackCost): Pack[] {
  const least = new Float64Array(trie.size + 1)
  const begin = new Int32Array(trie.size + 1)
  for (let end = 1; end <= trie.size; end++) {
    let best = Infinity
    for (let start = end - 1; start >= Math.max(0, end - limit); start--) {
      const n = end - start
      const path = trie.depth[start] ?? 0
      const cost = (least[start] ?? 0) + overhead + n + copy * path + column * n * (path + n)
      if (cost < best) {
        best = cost
        begin[end] = start
      }
    }
    least[end] = best
  }
  const packs: Pack[] = []
  for (let end = trie.size; end > 0; end = begin[end] ?? 0) packs.push({ start: begin[end] ?? 0, end })
  return packs.reverse()
}

/** What a run returns besides the cache: rows of the pack that reach the head, and `row * vocabulary + token` for each wanted pair. */
export interface Wanted {
  rows: Int32Array
  pairs: Int32Array
}

/**
 * The inputs of the scoring graph for one pack, but for the cached path: ids and positions of its nodes, and for every column (path, then pack)
 * the first and the last row that see it: those of the column's subtree.
 */
export function packInputs(
  trie: Trie,
  { start, end }: Pack,
  { rows, pairs }: Wanted,
  keep: Int32Array,
): Record<string, Values> {
  const path = pathTo(trie, trie.parent[start] ?? -1)
  const first = new Int32Array(path.length + end - start)
  const last = new Int32Array(first.length)
  const lastRow = (node: number): number => Math.min(trie.last[node] ?? node, end - 1) - start
  path.forEach((node, t) => {
    last[t] = lastRow(node)
  })
  for (let node = start; node < end; node++) {
    first[path.length + node - start] = node - start
    last[path.length + node - start] = lastRow(node)
  }
  return {
    ids: vector(trie.token.slice(start, end)),
    positions: vector(trie.depth.slice(start, end)),
    first: vector(first),
    last: vector(last),
    // onnxruntime dislikes an arg-max over no rows, so a pack without wishes asks for its first row and nobody reads it.
    rows: vector(rows.length > 0 ? rows : new Int32Array(1)),
    pairs: vector(pairs.length > 0 ? pairs : new Int32Array(1)),
    keep: vector(keep),
  }
}

/** Which columns of a pack's run (its path, then its nodes) make the path above the node that follows it. */
export function keptColumns(trie: Trie, { start, end }: Pack): Int32Array {
  const depth = trie.depth[start] ?? 0
  const path = end < trie.size ? pathTo(trie, trie.parent[end] ?? -1) : new Int32Array(0)
  return path.map((node) => (node < start ? (trie.depth[node] ?? 0) : depth + node - start))
}

function vector(data: Int32Array): Values {
  return { data, shape: [data.length] }
}
