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
  const groups: TextGroup[] = []
  const rest: Text[] = []
  const saves = (branch: readonly Text[]): boolean => {
    const longer = sharedNodes(branch).length - trunk.length
    return (Math.min(branch.length, rows) - 1) * longer * column > stepOverhead
  }
  const descend = (branch: readonly Text[]): void => {
    for (const [node, part] of branches(branch)) {
      if (saves(part)) groups.push(...groupTexts(part, rows, { column }))
      else if (node === undefined || part.length === 1) rest.push(...part)
      else descend(part)
    }
  }
  descend(texts)
  // Without those that left, the others may share more.
  if (groups.length > 0) return [...groups, ...groupTexts(rest, rows, { column })]
  return [{ trunk, texts: rest.toSorted(byLength) }]
}

/** Texts by the first node that not all of them have; those that end before it are together too. */
function branches(texts: readonly Text[]): Map<number | undefined, Text[]> {
  const { length } = sharedNodes(texts)
  const parts = new Map<number | undefined, Text[]>()
  for (const text of texts) {
    const node = text.nodes[length]
    const part = parts.get(node) ?? []
    part.push(text)
    parts.set(node, part)
  }
  return parts
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
