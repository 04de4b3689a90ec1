import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cutRule } from './cutRule.ts'
import { decoder } from './decoder.ts'
import { isObject } from './json.ts'
import { leadingIds } from './leadingIds.ts'
import { pieceTexts } from './pieces.ts'
import { segmentedEncoder } from './segments.ts'
import { textEncoder } from './textEncoder.ts'
import { tokenText, type Vocabulary, vocabulary } from './vocabulary.ts'

/** Text to ids and back, as the `tokenizer.json` of a model folder says. */
export interface Tokenizer {
  /** Ids of a whole text, with the tokens that the checkpoint's own post-processor puts before it, such as BOS; a text that begins with BOS keeps its own. */
  encode: (text: string) => number[]
  /** Ids of a whole text with no token before it. */
  encodeAlone: (text: string) => number[]
  /** Ids of a text that follows after a cut: nothing is put before it, no space and no token. */
  encodeRest: (text: string) => number[]
  /** The last place in a text where it may be cut: whatever is appended, `encode(before)` and `encodeRest(after)` joined are the ids of the whole. 0 where none is proven. */
  lastCut: (text: string) => number
  /** Text of some ids; special tokens have none. */
  decode: (ids: readonly number[]) => string
  /** Text of every id as bytes of UTF-8, one character a byte (latin1), because a token may hold part of a character. Special tokens have none. */
  pieces: readonly string[]
  /** The token of an id, as `tokenizer.json` writes it; undefined for an id without one. */
  tokenOf: (id: number) => string | undefined
  /** Ids, added ones included: one more than the largest. */
  size: number
  /** The path of `tokenizer.json`. */
  file: string
  /** Ids that end a text. */
  eosIds: readonly number[]
  /** Of the files that decide the ids, in hexadecimal. */
  sha256: string
}

/** Loads the tokenizer of a folder in Hugging Face layout. Refuses one whose ids are not known to be those of Python's tokenizers library. */
export function loadTokenizer(folder: string): Tokenizer {
  const file = join(folder, 'tokenizer.json')
  const source = readObject(file, 'a tokenizer in the format of the tokenizers library')
  const settingsFile = join(folder, 'tokenizer_config.json')
  const settings = existsSync(settingsFile) ? readObject(settingsFile, 'the settings of the tokenizer') : {}
  const known = inFile(file, () => vocabulary(source, settings))
  const { encode, lastCut } = inFile(file, () => segmentedEncoder(cutRule(source, known), textEncoder(source, known)))
  const leading = inFile(file, () => leadingIds(source.post_processor, known))
  const bos = known.added.find(({ id }) => id === leading[0])?.content
  const tokens = tokensById(known)
  const textOf = inFile(file, () => decoder(source.decoder))
  return {
    encode: (text) =>
      bos !== undefined && text.startsWith(bos) ? encode(text, 'start') : [...leading, ...encode(text, 'start')],
    encodeAlone: (text) => encode(text, 'start'),
    encodeRest: (text) => encode(text, 'continued'),
    lastCut,
    decode: (ids) => textOf(ids.filter((id) => !known.silent.has(id)).flatMap((id) => tokens[id] ?? [])),
    pieces: inFile(file, () => pieceTexts(source.decoder, known)),
    tokenOf: (id) => tokens[id],
    size: tokens.length,
    file,
    eosIds: readEos(folder, settings, known),
    sha256: hashFiles([file, settingsFile].filter((path) => existsSync(path))),
  }
}

/** What stands in `tokenizer.json` under each id. */
function tokensById({ ids, added }: Vocabulary): (string | undefined)[] {
  const tokens: (string | undefined)[] = []
  for (const [token, id] of ids) tokens[id] = token
  for (const { id, pattern } of added) tokens[id] = pattern
  return tokens
}

function inFile<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Error(
      `${file} is not a tokenizer that can be read: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
}

/** The first of the model's files that names an end token decides, as in transformers. */
function readEos(folder: string, settings: Record<string, unknown>, { idOf }: Vocabulary): number[] {
  for (const name of ['generation_config.json', 'config.json']) {
    const file = join(folder, name)
    if (!existsSync(file)) continue
    const { eos_token_id: eos } = readObject(file, 'the settings of a model')
    const ids: unknown[] = Array.isArray(eos) ? eos : [eos]
    const found = ids.filter((id) => typeof id === 'number')
    if (found.length > 0) return found
  }
  const content = tokenText(settings.eos_token)
  const id = content === undefined ? undefined : idOf(content)
  return id === undefined ? [] : [id]
}

function readObject(file: string, expected: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Error(`${file} is missing: expected ${expected}. Check the path in the study file.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (isObject(value)) return value
  throw new Error(`${file} must hold a JSON object: expected ${expected}.`)
}

function hashFiles(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex')
}
