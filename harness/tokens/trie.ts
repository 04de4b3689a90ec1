/**
 * Token lists as one trie, laid out in depth-first order: node `n` holds `token[n]` at depth `depth[n]` below `parent[n]`.
 * The layout is what sorting gives: each list adds the tokens after its longest common prefix with its predecessor.
 * So ancestors come before descendants and a subtree is the range `n..last[n]`.
 */
export interface Trie {
  /** Distinct nodes. */
  size: number
  token: Int32Array
  /** 0 for a first token. */
  depth: Int32Array
  /** -1 for a first token. */
  parent: Int32Array
  /** Last node of the subtree below a node, the node itself for a leaf. */
  last: Int32Array
  /** For each list, in the order given, the node of its last token; -1 for an empty list. */
  end: Int32Array
}

/** Builds the trie of some token lists; equal lists share all their nodes, and the order of the lists does not change the trie. */
export function buildTrie(lists: readonly ArrayLike<number>[]): Trie {
  const capacity = lists.reduce((sum, list) => sum + list.length, 0)
  const longest = lists.reduce((most, list) => Math.max(most, list.length), 0)
  const token = new Int32Array(capacity)
  const depth = new Int32Array(capacity)
  const parent = new Int32Array(capacity)
  const last = new Int32Array(capacity)
  const end = new Int32Array(lists.length).fill(-1)
  const path = new Int32Array(longest)
  let pathLength = 0
  let size = 0
  for (const index of sortedOrder(lists)) {
    const list = lists[index] ?? []
    let shared = 0
    while (shared < pathLength && shared < list.length && token[at(path, shared)] === list[shared]) shared++
    for (let d = shared; d < pathLength; d++) last[at(path, d)] = size - 1
    for (let d = shared; d < list.length; d++) {
      token[size] = list[d] ?? 0
      depth[size] = d
      parent[size] = d === 0 ? -1 : at(path, d - 1)
      path[d] = size++
    }
    pathLength = list.length
    if (list.length > 0) end[index] = at(path, list.length - 1)
  }
  for (let d = 0; d < pathLength; d++) last[at(path, d)] = size - 1
  return {
    size,
    token: token.slice(0, size),
    depth: depth.slice(0, size),
    parent: parent.slice(0, size),
    last: last.slice(0, size),
    end,
  }
}

/** The nodes from the root down to `node`, both included; none for -1. */
export function pathTo(trie: Trie, node: number): Int32Array {
  if (node < 0) return new Int32Array(0)
  const path = new Int32Array(at(trie.depth, node) + 1)
  for (let d = path.length - 1, n = node; d >= 0; d--, n = at(trie.parent, n)) path[d] = n
  return path
}

/** Indices of the lists in lexicographic order of their tokens; a prefix comes before what it begins. */
function sortedOrder(lists: readonly ArrayLike<number>[]): number[] {
  return lists.map((_, index) => index).sort((a, b) => compare(lists[a] ?? [], lists[b] ?? []) || a - b)
}

function compare(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

function at(array: Int32Array, index: number): number {
  return array[index] ?? -1
}
