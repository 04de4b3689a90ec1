import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { type Passage, readText } from './readText.ts'

const root = mkdtempSync(path.join(tmpdir(), 'kshot-text-'))

afterAll(() => {
  rmSync(root, { recursive: true })
})

test('each row of a JSONL file is a passage, in each form that trainers read', async () => {
  const rows = [
    { text: 'One two.' },
    { prompt: 'Three?', completion: ' Four' },
    {
      messages: [
        { role: 'user', content: 'Five?' },
        { role: 'assistant', content: 'six' },
      ],
    },
    { prompt: [{ role: 'user', content: 'Seven?' }], completion: [{ role: 'assistant', content: 'eight' }], id: '4' },
  ]
  const jsonl = rows.map((row) => JSON.stringify(row)).join('\r\n\n')
  const passages = await read('rows.jsonl', jsonl)
  expect(passages.map(({ words, lines }) => [words.join(' '), lines[0]])).toEqual([
    ['one two', 1],
    ['three four', 3],
    ['five six', 5],
    ['seven eight', 7],
  ])
  expect(await read('rows.jsonl.gz', gzipSync(jsonl))).toEqual(passages)
})

test('stretches of a plain text share their ends, and every word keeps its line', async () => {
  const words = Array.from({ length: 300_000 }, (_, at) => `w${at}`)
  const text = words.map((word, at) => (at % 10 === 9 ? `${word}.\n` : `${word}, `)).join('')
  for (const [name, bytes] of [
    ['plain.txt', text],
    ['plain.txt.gz', gzipSync(text)],
  ] as const) {
    const passages = await read(name, bytes)
    expect(passages.length).toBeGreaterThan(2)
    expect(passages.flatMap(({ words, shared }) => words.slice(shared))).toEqual(words)
    expect(passages.map(({ shared }) => shared)).toEqual(passages.map((_, index) => (index === 0 ? 0 : OVERLAP)))
    for (const passage of passages) {
      expect(Array.from(passage.lines)).toEqual(passage.words.map((word) => 1 + Math.floor(Number(word.slice(1)) / 10)))
    }
  }
})

test.each([
  ['answers.jsonl', '{"text":"one"}\n{"question":"What?"}', 'answers.jsonl:2:1: the row has no text'],
  ['broken.jsonl', '{"text":', 'broken.jsonl:1:1: the row has no text'],
  ['half.jsonl', '{"prompt":"one","completion":7}', 'half.jsonl:1:1: the row has no text'],
  ['dots.txt', '...\n', 'dots.txt:1:1: the file has no words'],
  ['empty.jsonl', '', 'empty.jsonl:1:1: the file has no words'],
])('%s is refused', async (name, text, message) => {
  await expect(read(name, text)).rejects.toThrow(message)
})

const OVERLAP = 50

async function read(name: string, bytes: string | Uint8Array): Promise<Passage[]> {
  const file = path.join(root, name)
  writeFileSync(file, bytes)
  const passages: Passage[] = []
  for await (const passage of readText(file, OVERLAP, () => undefined)) passages.push(passage)
  return passages
}
