import { closeSync, openSync, readSync } from 'node:fs'

/** The lines of a file that may be too long for memory: where each begins, and a reader of single lines. Close it after use. */
export interface FileLines {
  /** Lines that are not blank, in file order: 1-based number, first byte, and the byte after the last. */
  places: { line: number; start: number; end: number }[]
  text: (place: FileLines['places'][number]) => string
  close: () => void
}

/** Opens a file and finds its first `most` lines. */
export function openLines(file: string, most: number): FileLines {
  const handle = openSync(file, 'r')
  const chunk = Buffer.allocUnsafe(CHUNK)
  const places: FileLines['places'] = []
  let line = 1
  let start = 0
  let read = 0
  const take = (end: number) => {
    if (end > start) places.push({ line, start, end })
    line += 1
    start = end + 1
  }
  for (;;) {
    const length = readSync(handle, chunk, 0, CHUNK, read)
    if (length === 0 || places.length >= most) break
    const part = chunk.subarray(0, length)
    for (let at = part.indexOf(NEWLINE); at >= 0 && places.length < most; at = part.indexOf(NEWLINE, at + 1))
      take(read + at)
    read += length
  }
  if (places.length < most && read > start) take(read)
  return {
    places,
    text({ start: from, end }) {
      const bytes = Buffer.allocUnsafe(end - from)
      readSync(handle, bytes, 0, bytes.length, from)
      return bytes.toString('utf8').replace(/^\uFEFF|\r$/gu, '')
    },
    close() {
      closeSync(handle)
    },
  }
}

const CHUNK = 4 << 20
const NEWLINE = 10
