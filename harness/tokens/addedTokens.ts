/** A token that is found in the text itself, before the text is split into words; as `added_tokens` of `tokenizer.json` lists them. */
export interface AddedToken {
  id: number
  content: string
  /** What it looks like in the text: its content, normalised where `normalised` says so. */
  pattern: string
  /** Only where no letter, digit or mark stands beside it. */
  singleWord: boolean
  /** Whether it takes the space before it, or after it. */
  left: boolean
  right: boolean
  /** Whether it is looked for in the normalised text. */
  normalised: boolean
  /** Whether it has no text when it is decoded, unless it is looked for in another form. */
  special: boolean
}

/** A part of a text: an added token, or text between them, with its place. */
export type Part = { state: 'token'; id: number } | { state: 'text'; text: string; at: number }

/**
 * Finds tokens as Python's library does: the longest at the leftmost place; one that is refused for its neighbours is passed over whole; one may
 * take the space beside it, as far as the match before it left any.
 */
export function addedTokenFinder(tokens: readonly AddedToken[]): (text: string) => Part[] {
  if (tokens.length === 0) return (text) => (text === '' ? [] : [{ state: 'text', text, at: 0 }])
  const root = trieOf(tokens)
  return (text) => {
    const parts: Part[] = []
    let done = 0
    for (let at = 0; at < text.length;) {
      const found = longestAt(root, text, at)
      if (found === undefined) {
        at++
        continue
      }
      const { token, end } = found
      if (!token.singleWord || standsAlone(text, at, end)) {
        const start = token.left ? Math.max(done, text.slice(0, at).replace(endSpace, '').length) : at
        const stop = token.right ? text.length - text.slice(end).replace(startSpace, '').length : end
        if (done < start) parts.push({ state: 'text', text: text.slice(done, start), at: done })
        parts.push({ state: 'token', id: token.id })
        done = stop
      }
      at = end
    }
    if (done < text.length) parts.push({ state: 'text', text: text.slice(done), at: done })
    return parts
  }
}

const startSpace = /^\p{White_Space}+/u
const endSpace = /\p{White_Space}+$/u
const wordStart = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u
const wordEnd = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u

function standsAlone(text: string, start: number, end: number): boolean {
  return !wordEnd.test(text.slice(Math.max(0, start - 2), start)) && !wordStart.test(text.slice(end, end + 2))
}

interface Node {
  token?: AddedToken
  next: Map<string, Node>
}

function trieOf(tokens: readonly AddedToken[]): Node {
  const root: Node = { next: new Map() }
  for (const token of tokens) {
    const { pattern } = token
    let node = root
    for (let i = 0; i < pattern.length; i++) {
      const known = node.next.get(pattern.charAt(i)) ?? { next: new Map() }
      node.next.set(pattern.charAt(i), known)
      node = known
    }
    node.token = token
  }
  return root
}

function longestAt(root: Node, text: string, at: number): { token: AddedToken; end: number } | undefined {
  let found: { token: AddedToken; end: number } | undefined
  let node = root.next.get(text.charAt(at))
  for (let end = at + 1; node !== undefined; end++) {
    if (node.token !== undefined) found = { token: node.token, end }
    node = end < text.length ? node.next.get(text.charAt(end)) : undefined
  }
  return found
}
