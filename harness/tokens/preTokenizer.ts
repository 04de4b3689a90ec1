import { isObject } from './json.ts'
import { patternOf } from './normaliser.ts'
import { asUnicode16 } from './unicode.ts'

/** A part of a text that merging never looks beyond; `isFirst` for one that begins where the whole text begins. */
export interface Piece {
  text: string
  isFirst: boolean
}

/**
 * Splits a piece of text as the `pre_tokenizer` of a `tokenizer.json` does. The package's own splitters differ from Python's in what
 * counts as space or digit, in `behavior`, and in where Metaspace splits and puts its block, so they are written here; a kind that is
 * not known to equal Python's is an error.
 */
export function preTokenizer(source: unknown): (piece: Piece) => Piece[] {
  if (source === null || source === undefined) return (piece) => [piece]
  if (!isObject(source)) throw new Error(`pre_tokenizer is ${JSON.stringify(source)}, expected an object`)
  switch (source.type) {
    case 'ByteLevel':
      return byteLevel(source.add_prefix_space !== false, source.use_regex !== false)
    case 'Digits':
      return splitter(/\p{N}/gu, source.individual_digits === true ? 'Isolated' : 'Contiguous')
    case 'Punctuation':
      return splitter(/[\p{P}!-/:-@[-`{-~]/gu, behaviourOf(source.behavior ?? 'Isolated'))
    case 'Split':
      return splitter(patternOf(source.pattern), behaviourOf(source.behavior), source.invert === true)
    case 'Metaspace':
      return metaspace(source)
    case 'Sequence': {
      const steps = Array.isArray(source.pretokenizers) ? source.pretokenizers.map(preTokenizer) : []
      return (piece) => steps.reduce<Piece[]>((pieces, step) => pieces.flatMap(step), [piece])
    }
    default:
      throw new Error(
        `the pre-tokenizer ${JSON.stringify(source.type)} is not known to give Python's ids; known: ByteLevel, Digits, Punctuation, Split, Metaspace, Sequence`,
      )
  }
}

/** GPT-2's words, as Python's library writes them; its `\s` is Unicode's white space, which JavaScript's is not. */
const gpt2Words =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu

function byteLevel(hasPrefix: boolean, hasWords: boolean): (piece: Piece) => Piece[] {
  const split = splitter(gpt2Words, 'Isolated')
  return (piece) => {
    const text = hasPrefix && !piece.text.startsWith(' ') ? ` ${piece.text}` : piece.text
    const parts = hasWords ? split({ ...piece, text }) : [{ ...piece, text }]
    return parts.map((part) => ({ ...part, text: asBytes(part.text) }))
  }
}

const utf8 = new TextEncoder()

function asBytes(text: string): string {
  let bytes = ''
  for (const byte of utf8.encode(text)) bytes += characterOf[byte] ?? ''
  return bytes
}

/** GPT-2 writes printable bytes as themselves and moves the others, in order, behind U+0100. */
export const characterOf: readonly string[] = byteCharacters()

function byteCharacters(): string[] {
  let moved = 256
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
    return String.fromCharCode(isPrintable ? byte : moved++)
  })
}

function metaspace(source: Record<string, unknown>): (piece: Piece) => Piece[] {
  const block = typeof source.replacement === 'string' ? source.replacement : '\u2581'
  const scheme = source.add_prefix_space === false ? 'never' : (source.prepend_scheme ?? 'always')
  const split = splitter(new RegExp(block, 'gu'), 'MergedWithNext')
  return (piece) => {
    const blocks = piece.text.replaceAll(' ', block)
    const isPrefixed = !blocks.startsWith(block) && (scheme === 'always' || (scheme === 'first' && piece.isFirst))
    const text = isPrefixed ? block + blocks : blocks
    return source.split === false ? [{ ...piece, text }] : split({ ...piece, text })
  }
}

const behaviours = ['Isolated', 'Removed', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous'] as const
type Behaviour = (typeof behaviours)[number]

function behaviourOf(written: unknown): Behaviour {
  const known = behaviours.find((behaviour) => behaviour === written)
  if (known === undefined) throw new Error(`behavior is ${JSON.stringify(written)}, known: ${behaviours.join(', ')}`)
  return known
}

/** Splits at the matches of a pattern (or, inverted, at what lies between them); what becomes of a match is its behaviour. */
function splitter(pattern: RegExp, behaviour: Behaviour, isInverted = false): (piece: Piece) => Piece[] {
  return ({ text, isFirst }) => {
    const parts = groups(spans(text, pattern, isInverted), behaviour)
    return parts.map(({ start, end }) => ({ text: text.slice(start, end), isFirst: isFirst && start === 0 }))
  }
}

interface Span {
  start: number
  end: number
  isMatch: boolean
}

function spans(text: string, pattern: RegExp, isInverted: boolean): Span[] {
  const found: Span[] = []
  let done = 0
  for (const { index, 0: match } of asUnicode16(text).matchAll(pattern)) {
    if (match === '') continue
    if (done < index) found.push({ start: done, end: index, isMatch: isInverted })
    done = index + match.length
    found.push({ start: index, end: done, isMatch: !isInverted })
  }
  if (done < text.length) found.push({ start: done, end: text.length, isMatch: isInverted })
  return found
}

function groups(found: readonly Span[], behaviour: Behaviour): Span[] {
  if (behaviour === 'Isolated') return [...found]
  if (behaviour === 'Removed') return found.filter(({ isMatch }) => !isMatch)
  const joined: Span[] = []
  let before: Span | undefined
  for (const span of found) {
    const last = joined.at(-1)
    if (last !== undefined && before !== undefined && isJoined(before, span, behaviour)) last.end = span.end
    else joined.push({ ...span })
    before = span
  }
  return joined
}

function isJoined(before: Span, span: Span, behaviour: Behaviour): boolean {
  if (behaviour === 'Contiguous') return before.isMatch === span.isMatch
  return behaviour === 'MergedWithPrevious' ? span.isMatch && !before.isMatch : before.isMatch && !span.isMatch
}
