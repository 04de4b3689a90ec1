import { isObject } from './json.ts'
import { patternOf } from './normaliser.ts'
import { characterOf } from './preTokenizer.ts'

/**
 * Makes the tokens of a text one text, as the `decoder` of a `tokenizer.json` says. The package's own decoders differ from Python's for bytes
 * that are no text, so they are written here; a kind that is not known to equal Python's is an error.
 */
export function decoder(source: unknown): (tokens: readonly string[]) => string {
  const step = chain(source)
  return (tokens) => step(tokens).join('')
}

type Step = (tokens: readonly string[]) => readonly string[]

function chain(source: unknown): Step {
  const kind = isObject(source) ? source.type : source
  const { content, start, stop, decoders, replacement, prepend_scheme: scheme } = isObject(source) ? source : {}
  switch (kind) {
    case 'Sequence': {
      const steps = Array.isArray(decoders) ? decoders.map(chain) : []
      return (tokens) => steps.reduce((done, step) => step(done), tokens)
    }
    case 'ByteLevel':
      return (tokens) => [new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(tokens.flatMap(bytesOf)))]
    case 'ByteFallback':
      return byteFallback
    case 'Fuse':
      return (tokens) => [tokens.join('')]
    case 'Metaspace':
      return metaspace(typeof replacement === 'string' ? replacement : '\u2581', scheme !== 'never')
    case 'Replace': {
      const pattern = patternOf(isObject(source) ? source.pattern : undefined)
      return (tokens) => tokens.map((token) => token.replace(pattern, () => String(content)))
    }
    case 'Strip':
      return (tokens) => tokens.map((token) => stripped(token, String(content), Number(start), Number(stop)))
    default:
      throw new Error(
        `the decoder ${JSON.stringify(kind)} is not known to give Python's text; known: ByteLevel, ByteFallback, Fuse, Metaspace, Replace, Strip, Sequence`,
      )
  }
}

/** The byte that each character of a byte-level token stands for. */
export const byteOf = new Map(characterOf.map((character, byte) => [character, byte]))

/** A token with a character that stands for no byte is taken as it is. */
function bytesOf(token: string): number[] {
  const bytes = Array.from(token, (character) => byteOf.get(character))
  const known = bytes.filter((byte) => byte !== undefined)
  return known.length === bytes.length ? known : [...Buffer.from(token)]
}

/** Runs of tokens such as `<0xE2>` become their text; bytes that are no text become one replacement character each. */
function byteFallback(tokens: readonly string[]): string[] {
  const done: string[] = []
  let bytes: number[] = []
  const flush = (): void => {
    if (bytes.length > 0) done.push(textOf(bytes))
    bytes = []
  }
  for (const token of tokens) {
    const hex = /^<0x([0-9A-Fa-f]{2})>$/.exec(token)?.[1]
    if (hex === undefined) {
      flush()
      done.push(token)
    } else bytes.push(Number.parseInt(hex, 16))
  }
  flush()
  return done
}

function textOf(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
  } catch {
    return '\ufffd'.repeat(bytes.length)
  }
}

/** The blocks of the first token are dropped where the pre-tokenizer put one there. */
function metaspace(block: string, isPrefixed: boolean): Step {
  return (tokens) => tokens.map((token, index) => token.replaceAll(block, index === 0 && isPrefixed ? '' : ' '))
}

function stripped(token: string, content: string, start: number, stop: number): string {
  const characters = Array.from(token)
  let from = 0
  while (from < Math.min(start, characters.length) && characters[from] === content) from++
  let to = characters.length
  while (characters.length - to < stop && to > from && characters[to - 1] === content) to--
  return characters.slice(from, to).join('')
}
