import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer as Library } from '@huggingface/tokenizers'
import { pieceTexts } from './pieces.ts'
import { segmentedEncoder } from './segments.ts'

/** Text to ids and back, as the `tokenizer.json` of a model folder says. */
export interface Tokenizer {
  /** Ids of a whole text, with the tokens that the checkpoint's own post-processor puts before it, such as BOS. */
  encode: (text: string) => number[]
  /** Ids of a text that follows after a cut: nothing is put before it. */
  encodeRest: (text: string) => number[]
  /** The last place in a text where it may be cut: whatever is appended, `encode(before)` and `encodeRest(after)` joined are the ids of the whole. 0 where none is proven. */
  lastCut: (text: string) => number
  /** Text of some ids; special tokens have none. */
  decode: (ids: readonly number[]) => string
  /** Text of every id as bytes of UTF-8, one character a byte (latin1), because a token may hold part of a character. Special tokens have none. */
  pieces: readonly string[]
  /** Ids that end a text. */
  eosIds: readonly number[]
  /** Of the files that decide the ids, in hexadecimal. */
  sha256: string
}

/** Loads the tokenizer of a folder in Hugging Face layout. */
export function loadTokenizer(folder: string): Tokenizer {
  const file = join(folder, 'tokenizer.json')
  const source = readObject(file, 'a tokenizer in the format of the tokenizers library')
  const settingsFile = join(folder, 'tokenizer_config.json')
  const settings = existsSync(settingsFile) ? readObject(settingsFile, 'the settings of the tokenizer') : {}
  const library = openLibrary(file, source, settings)
  const plain = (text: string): number[] => library.encode(text, { add_special_tokens: false }).ids
  const { encode: encodeRest, lastCut } = segmentedEncoder(source, plain)
  const bos = leadingIds(file, library, plain)
  return {
    encode: (text) => [...bos, ...encodeRest(text)],
    encodeRest,
    lastCut,
    // The library refuses an empty list.
    decode: (ids) =>
      ids.length === 0
        ? ''
        : library.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    pieces: pieceTexts(file, source, library),
    eosIds: readEos(folder, settings, library),
    sha256: hashFiles([file, settingsFile].filter((path) => existsSync(path))),
  }
}

/** The ids that the post-processor puts before every text. One that also appends is refused: its ids could not be continued. */
function leadingIds(file: string, library: Library, plain: (text: string) => number[]): number[] {
  const probe = 'a'
  const bare = plain(probe)
  const { ids } = library.encode(probe)
  const leading = ids.slice(0, ids.length - bare.length)
  if (bare.every((id, i) => id === ids[leading.length + i])) return leading
  throw new Error(
    `${file}: the post-processor turns ids [${bare.join(', ')}] into [${ids.join(', ')}]; expected it to put tokens before a text only, since answers are appended to it.`,
  )
}

function openLibrary(file: string, source: object, settings: object): Library {
  try {
    return new Library(source, settings)
  } catch (error) {
    throw new Error(
      `${file} is not a tokenizer that can be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** The first of the model's files that names an end token decides, as in transformers. */
function readEos(folder: string, settings: Record<string, unknown>, library: Library): number[] {
  for (const name of ['generation_config.json', 'config.json']) {
    const file = join(folder, name)
    if (!existsSync(file)) continue
    const { eos_token_id: eos } = readObject(file, 'the settings of a model')
    const ids: unknown[] = Array.isArray(eos) ? eos : [eos]
    const found = ids.filter((id) => typeof id === 'number')
    if (found.length > 0) return found
  }
  const { eos_token: eos } = settings
  const content = isObject(eos) ? eos.content : eos
  const id = typeof content === 'string' ? library.token_to_id(content) : undefined
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hashFiles(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex')
}
