import type { Sequence } from '../../tokens/sequence.ts'
import { buildTrie, pathTo } from '../../tokens/trie.ts'
import type { Trie } from '../../tokens/trie.ts'
import type { Pack } from './packs.ts'

/** Which log-probabilities a request needs: pairs of a trie node and the token after it, each once, ordered by node. */
export interface ScorePlan {
  /** The last token of a sequence is only asked for, never fed, and so is no node. */
  trie: Trie
  /** Node and following token of each pair. */
  nodes: Int32Array
  tokens: Int32Array
  /** For each sequence the pairs of its scored tokens, in token order. */
  spans: Int32Array[]
}

export function planScores(sequences: readonly Sequence[], vocabulary: number): ScorePlan {
  const trie = buildTrie(sequences.map(({ tokens }) => tokens.slice(0, -1)))
  const wanted = sequences.map(({ tokens, from }, s) => {
    const path = pathTo(trie, trie.end[s] ?? -1)
    return tokens.slice(from).map((token, i) => (path[from - 1 + i] ?? 0) * vocabulary + token)
  })
  const keys = Float64Array.from(new Set(wanted.flat())).sort()
  const indices = new Map(Array.from(keys, (key, index) => [key, index]))
  return {
    trie,
    nodes: Int32Array.from(keys, (key) => Math.floor(key / vocabulary)),
    tokens: Int32Array.from(keys, (key) => key % vocabulary),
    spans: wanted.map((span) => Int32Array.from(span, (key) => indices.get(key) ?? 0)),
  }
}

/** What one pack must return: hidden rows for the head, and `row * vocabulary + token` for each of its pairs, which are `begin..end - 1` of the plan. */
export interface PackPairs {
  begin: number
  end: number
  rows: Int32Array
  pairs: Int32Array
  /** Row, counted in `rows`, of each pair. */
  rowOf: Int32Array
}

/** Shares out the pairs of a plan; packs must come in order. */
export function sharePairs(plan: ScorePlan, packs: readonly Pack[], vocabulary: number): PackPairs[] {
  let begin = 0
  return packs.map((pack) => {
    let end = begin
    while (end < plan.nodes.length && (plan.nodes[end] ?? 0) < pack.end) end++
    const nodes = plan.nodes.subarray(begin, end)
    const rows = Int32Array.from(new Set(nodes), (node) => node - pack.start)
    const places = new Map(Array.from(rows, (row, place) => [row + pack.start, place]))
    const rowOf = nodes.map((node) => places.get(node) ?? 0)
    const tokens = plan.tokens.subarray(begin, end)
    const shared = { begin, end, rows, rowOf, pairs: rowOf.map((row, i) => row * vocabulary + (tokens[i] ?? 0)) }
    begin = end
    return shared
  })
}
