import { createReadStream, type ReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { SuiteError } from '../suite/problem.ts'
import { shown } from '../suite/words.ts'
import { wordsOf } from './wordsOf.ts'

/** A piece of text that is searched as one: a row of a JSONL file, or a stretch of a plain text. */
export interface Passage {
  words: string[]
  /** 1-based line of each word in its file. */
  lines: ArrayLike<number>
  /** Words at its beginning that the passage before had at its end. */
  shared: number
}

/**
 * The text of a file, read as it is needed: `.jsonl` row by row, anything else as one plain text in stretches that share their last `overlap`
 * words, so that nothing is cut in two; either may be gzipped (`.gz`). `read` is told the bytes that were read so far. Throws a
 * SuiteError for a row without text and for a file without a word, and what the file system throws.
 */
export async function* readText(
  file: string,
  overlap: number,
  read: (bytes: number) => void,
): AsyncGenerator<Passage, void> {
  const raw = createReadStream(file)
  let words = 0
  try {
    for await (const passage of /\.jsonl(\.gz)?$/iu.test(file) ? rows(file, raw) : stretches(file, raw, overlap)) {
      words += passage.words.length
      yield passage
      read(raw.bytesRead)
    }
  } finally {
    raw.destroy()
  }
  if (words > 0) return
  throw new SuiteError([
    {
      file,
      line: 1,
      column: 1,
      what: 'the file has no words',
      expected: 'text: nothing can be found where nothing is',
      found: 'no letter and no digit',
      todo: 'Name another file, or leave it out.',
    },
  ])
}

async function* rows(file: string, raw: ReadStream): AsyncGenerator<Passage> {
  let line = 0
  for await (const row of createInterface({ input: unzipped(file, raw), crlfDelay: Infinity })) {
    line += 1
    if (row.trim() === '') continue
    const text = rowText(row)
    if (text === undefined) throw new SuiteError([withoutText(file, line, row)])
    const words = wordsOf(text)
    yield { words, lines: new Array<number>(words.length).fill(line), shared: 0 }
  }
}

/** Words that a stretch of plain text has at least, beside those that it shares with the one before. */
const STRETCH = 1 << 16
/** Characters after which a text without white space is cut anyway. */
const LONGEST_WORD = 1 << 20

async function* stretches(file: string, raw: ReadStream, overlap: number): AsyncGenerator<Passage> {
  let passage: Passage & { lines: number[] } = { words: [], lines: [], shared: 0 }
  let line = 1
  let fresh = 0
  let rest = ''
  const take = (text: string) => {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) line += 1
      for (const word of wordsOf(part)) {
        passage.words.push(word)
        passage.lines.push(line)
        fresh += 1
      }
    }
  }
  for await (const chunk of unzipped(file, raw).setEncoding('utf8')) {
    const text = rest + String(chunk)
    const space = text.search(/\s\S*$/u)
    const cut = space < 0 && text.length > LONGEST_WORD ? text.length : Math.max(0, space)
    take(text.slice(0, cut))
    rest = text.slice(cut)
    if (fresh < STRETCH) continue
    yield passage
    const { words, lines } = passage
    const tail = words.slice(-overlap)
    passage = { words: tail, lines: lines.slice(-overlap), shared: tail.length }
    fresh = 0
  }
  take(rest)
  if (fresh > 0) yield passage
}

function unzipped(file: string, raw: ReadStream): Readable {
  if (!/\.gz$/iu.test(file)) return raw
  const unzip = createGunzip()
  raw.on('error', (error) => unzip.destroy(error))
  return raw.pipe(unzip)
}

/** `text`; `prompt` and `completion`; or `messages`: what trainers read. Messages have their text in `content`. */
function rowText(row: string): string | undefined {
  const value = parsed(row)
  if (typeof value !== 'object' || value === null) return undefined
  const values: Record<string, unknown> = { ...value }
  const keys = ['text', 'prompt', 'completion', 'messages'].filter((key) => Object.hasOwn(values, key))
  const texts = keys.map((key) => said(values[key]))
  return keys.length === 0 || texts.includes(undefined) ? undefined : texts.join('\n')
}

function said(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return undefined
  const contents = value.map((message: unknown) =>
    typeof message === 'object' && message !== null && 'content' in message ? message.content : undefined,
  )
  return contents.every((content) => typeof content === 'string') ? contents.join('\n') : undefined
}

function parsed(row: string): unknown {
  try {
    return JSON.parse(row)
  } catch {
    return undefined
  }
}

function withoutText(file: string, line: number, row: string) {
  return {
    file,
    line,
    column: 1,
    what: 'the row has no text',
    expected: 'an object with `text`, with `prompt` and `completion`, or with `messages`',
    found: shown(parsed(row) ?? row),
    todo: 'Correct the row; a plain text is read from a file that is not called .jsonl.',
  }
}
