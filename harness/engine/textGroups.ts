import type { PackCost } from './packs.ts'

/** A text to be written. */
export interface Text {
  /** The first prompt of the request with these tokens, and which of its samples this is. */
  prompt: number
  sample: number
  /** The nodes whose keys and values are computed: those of the prompt, or all but its last, which is fed first. */
  nodes: Int32Array
  tokens: number[]
  finish: 'running' | 'stop-token' | 'stop-string' | 'length'
}

/** Texts that are continued side by side, and the columns that all of them see. */
export interface TextGroup {
  trunk: Int32Array
  texts: Text[]
}

/** What one step costs besides its rows, in units of one token's matrix products (measured on the lab's model). */
const stepOverhead = 10

/**
 * Groups texts by what they share. A branch of the trie goes on by itself where reading the columns that its texts share once, and not once a text,
 * saves more than steps of its own cost; `rows` is how many texts a step has at most. Shorter texts come first.
 */
export function groupTexts(texts: readonly Text[], rows: number, { column }: Pick<PackCost, 'column'>): TextGroup[] {
  if (texts.length === 0) return []
  const trunk = sharedNodes(texts)
  const branches = new Map<number | undefined, Text[]>()
  for (const text of texts) {
    const node = text.nodes[trunk.length]
    branches.set(node, [...(branches.get(node) ?? []), text])
  }
  const apart = (branch: readonly Text[]): boolean => {
    const longer = sharedNodes(branch).length - trunk.length
    return branch.length < texts.length && Math.min(branch.length, rows) * longer * column > stepOverhead
  }
  const own = [...branches.values()].filter(apart)
  const rest = [...branches.values()].filter((branch) => !apart(branch)).flat()
  if (own.length > 0) return [...own, rest].flatMap((branch) => groupTexts(branch, rows, { column }))
  return [{ trunk, texts: rest.toSorted(byLength) }]
}

function byLength(a: Text, b: Text): number {
  return a.nodes.length - b.nodes.length || a.prompt - b.prompt || a.sample - b.sample
}

/** The nodes that begin every text. */
function sharedNodes(texts: readonly Text[]): Int32Array {
  const [first = new Int32Array(0), ...others] = texts.map(({ nodes }) => nodes)
  const shared = others.reduce((most, nodes) => {
    let length = 0
    while (length < most && nodes[length] === first[length]) length++
    return length
  }, first.length)
  return first.subarray(0, shared)
}
