/** An encoder that may remember parts of texts, and where texts may be cut. */
export interface SegmentedEncoder {
  encode: (text: string) => number[]
  /** As `Tokenizer.lastCut`. */
  lastCut: (text: string) => number
}

/** Entries after which a memory is emptied: a bound, not a tuning. */
const mostRemembered = 200_000

/**
 * Makes encoding fast by remembering lines and words, where that provably changes nothing.
 *
 * GPT-2's pre-tokenizer matches words (`'s`, ` ?\p{L}+`, ` ?\p{N}+`, ` ?[^\s\p{L}\p{N}]+`) and runs of space (`\s+(?!\S)`, `\s+`). Between a
 * character that is no space and one that is, no match can lie across: words have space only at their start. The only look at later text is in
 * runs of space, which end before the next such place. So encoding the parts gives the ids of the whole. Any other pre-tokenizer, a normaliser
 * or an added token that looks at its neighbours makes this unproven, and then every text is encoded whole.
 */
export function segmentedEncoder(
  source: Record<string, unknown>,
  encodeWhole: (text: string) => number[],
): SegmentedEncoder {
  if (!mayBeCut(source)) return { encode: encodeWhole, lastCut: () => 0 }
  const word = remembering(encodeWhole)
  const line = remembering((text) => joined(cutBefore(text, ' '), word))
  return { encode: (text) => joined(cutBefore(text, '\n'), line), lastCut }
}

/** Whether cutting between a character that is no space and one that is changes no token. */
function mayBeCut(source: Record<string, unknown>): boolean {
  const { normalizer, pre_tokenizer: splitter, added_tokens: added } = source
  return (
    (normalizer === null || normalizer === undefined) &&
    isObject(splitter) &&
    splitter.type === 'ByteLevel' &&
    splitter.add_prefix_space === false &&
    splitter.use_regex !== false &&
    (added === undefined || (Array.isArray(added) && added.every(standsAlone)))
  )
}

/** An added token that neither holds space nor takes it from its neighbours. */
function standsAlone(token: unknown): boolean {
  return (
    isObject(token) &&
    typeof token.content === 'string' &&
    !/\s/.test(token.content) &&
    token.lstrip !== true &&
    token.rstrip !== true &&
    token.single_word !== true
  )
}

/** Parts of a text, cut before every `mark` (a space character) that follows a character that is no space. */
function cutBefore(text: string, mark: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let i = text.indexOf(mark, 1); i > 0; i = text.indexOf(mark, i + 1)) {
    if (isSpace(text, i - 1)) continue
    parts.push(text.slice(start, i))
    start = i
  }
  parts.push(text.slice(start))
  return parts
}

function lastCut(text: string): number {
  for (let i = text.length - 1; i > 0; i--) {
    const code = text.charCodeAt(i)
    if ((code === 32 || code === 10) && !isSpace(text, i - 1)) return i
  }
  return 0
}

function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  // Letters and signs of ASCII are the common case; the rest is for the regular expression to say, in the library's own words.
  if (code > 32 && code < 127) return false
  return /\s/u.test(text.charAt(index))
}

function joined(parts: readonly string[], encode: (part: string) => readonly number[]): number[] {
  const ids: number[] = []
  for (const part of parts) for (const id of encode(part)) ids.push(id)
  return ids
}

function remembering(encode: (text: string) => number[]): (text: string) => readonly number[] {
  const memory = new Map<string, number[]>()
  return (text) => {
    const known = memory.get(text)
    if (known !== undefined) return known
    if (memory.size >= mostRemembered) memory.clear()
    const ids = encode(text)
    memory.set(text, ids)
    return ids
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
