import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text as read } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { findLeaks } from './findLeaks.ts'
import type { LeakReport } from './leaks/leakReport.ts'

const KSHOT = fileURLToPath(new URL('kshot.js', import.meta.url))
const FIXTURES = fileURLToPath(new URL('../fixtures/suites', import.meta.url))
const TRANSLATED = path.join(FIXTURES, 'translated')
const PAPER = fileURLToPath(new URL('../suites/paper', import.meta.url))
const root = mkdtempSync(path.join(tmpdir(), 'kshot-leaks-'))
const suites = path.join(root, 'valid')
for (const name of ['valid', 'model', 'adapter']) {
  cpSync(path.join(FIXTURES, name), path.join(root, name), { recursive: true })
}

afterAll(() => {
  rmSync(root, { recursive: true })
})

test('suites whose items stand nowhere else have no leaks', async () => {
  expect(await leaks(text('clean.txt', 'Nothing of that.\n'))).toEqual({ code: 0, leaks: [] })
})

test('a test item in a text is told with its place, and fails', async () => {
  const page = text(
    'page.txt',
    'A page.\nIt goes on:\nPremise 1: NO CUP is red\nHypothesis 1: This cup is red?\nAnswer 1: no',
  )
  const { code, leaks: found } = await leaks(page)
  expect(code).toBe(1)
  expect(found).toEqual([
    {
      task: 'nli/kind',
      use: 'pretraining',
      items: 1,
      grams: 0,
      found: ['kind-2'],
      first: { file: page[1], line: 3, words: 'no cup is red hypothesis 1 this cup is red answer 1 no' },
    },
  ])
})

test('a task file may allow them, for the use that it names and for no other', async () => {
  const folder = path.join(root, 'allowing')
  cpSync(suites, folder, { recursive: true })
  const file = path.join(folder, 'kind.task.yaml')
  const leaksKey = 'leaks: { allowed: [pretraining], reason: Cups are in the news. }\n'
  writeFileSync(file, readFileSync(file, 'utf8').replace('role: held-out\n', `role: held-out\n${leaksKey}`))
  const row = '{"prompt":"No cup is red. This cup is red.","completion":"no"}'
  const [, page = ''] = text('pages.jsonl', row)
  expect(await leaks(['--text', page], folder)).toMatchObject({
    code: 0,
    leaks: [{ allowed: 'Cups are in the news.' }],
  })
  const { code, leaks: found } = await leaks(['--tuning', page], folder)
  expect(code).toBe(1)
  expect(found).toMatchObject([{ use: 'tuning', items: 1 }])
  expect(found[0]).not.toHaveProperty('allowed')
})

test('an item of one task in the exemplar pool of another is a leak', async () => {
  const folder = path.join(root, 'pooled')
  cpSync(suites, folder, { recursive: true })
  const pool = path.join(folder, 'data/colour.exemplars.jsonl')
  const planted = { id: 'x', thing: '4 + 5, which is 9', choices: ['green', 'red'], answer: 'red' }
  writeFileSync(pool, `${readFileSync(pool, 'utf8').trimEnd()}\n${JSON.stringify(planted)}\n`)
  const first = { file: pool, line: 3, words: '4 5 which is 9 red' }
  expect(await leaks([], folder)).toEqual({
    code: 1,
    leaks: [{ task: 'numbers/add', use: 'exemplars', items: 1, grams: 0, found: ['add-2'], first }],
  })
})

test('a translated test item is looked for in its own words, and told with its language', async () => {
  const translated = text('orric.txt', 'Ka vela nivu?\nTir: vito; nero\nSolution: vito')
  const { code, leaks: found } = await leaks(translated, TRANSLATED)
  expect(code).toBe(1)
  expect(found).toEqual([
    {
      task: 'closed-book/colour',
      language: 'orric',
      use: 'pretraining',
      items: 1,
      grams: 0,
      found: ['c-1'],
      first: { file: translated[1], line: 1, words: 'nivu tir vito nero solution vito' },
    },
  ])
  expect(await leaks(text('mixed.txt', 'Snow is vito.'), TRANSLATED)).toEqual({ code: 0, leaks: [] })
  const { told } = await run(translated, TRANSLATED)
  expect(told).toContain(' 5 test items and 0 13-grams of 2 tasks and 1 translation of them, looked for in')
  expect(told).toMatch(/closed-book\/colour in orric +pretraining +1 of 2 /u)
})

test('the exemplars of a translation are searched, too', async () => {
  const folder = path.join(root, 'translated')
  cpSync(TRANSLATED, folder, { recursive: true })
  const rows = path.join(folder, 'colour.orric.jsonl')
  expect((await leaks([], folder)).leaks).toEqual([])
  const planted = '{"id":"e-1","thing":"felu and nivu","options":["vito","roto"],"answer":"vito"}'
  writeFileSync(rows, readFileSync(rows, 'utf8').replace(/^.*"e-1".*$/mu, planted))
  expect((await leaks([], folder)).leaks).toMatchObject([
    { language: 'orric', use: 'exemplars', found: ['c-1'], first: { file: rows, line: 1, words: 'nivu vito' } },
  ])
})

test('the table says what was searched, and why each leak is one', async () => {
  const { told } = await run(text('told.txt', 'Some cups are red; so, this cup is red: maybe'))
  expect(told.replaceAll(path.relative(process.cwd(), root), '…')).toMatchInlineSnapshot(`
    " leaks  9 test items and 0 13-grams of 3 tasks, looked for in
            3 exemplar pools
            pretraining …/told.txt, 10 words

     task      in            items  13-grams  first
     nli/kind  pretraining  1 of 5    0 of 0  …/told.txt:1
         not allowed: kind-3, first “some cups are red so this cup is red maybe …”

     1 leak that no task file allows, 0 allowed, nothing else found"
  `)
})

test('tasks whose rows are elsewhere are left out, and where there are no others nothing was searched', async () => {
  vi.stubEnv('KSHOT_HUB', root)
  const folder = path.join(root, 'partly')
  cpSync(suites, folder, { recursive: true })
  cpSync(path.join(PAPER, 'arithmetic-gsm8k.task.yaml'), path.join(folder, 'gsm8k.task.yaml'))
  const partly = await run([], folder)
  expect(partly.code).toBe(0)
  expect(partly.told).toContain('1 task left out, whose rows are not on this machine')
  const paper = await run([], PAPER).finally(() => vi.unstubAllEnvs())
  expect(paper.code).toBe(2)
  expect(paper.told).toMatch(
    /^ leaks {2}nothing was searched: the rows of all 77 tasks are not on this machine; the first, .+ needs /u,
  )
})

test.each([
  [['nowhere'], 'leaks reads one folder of suites', 'nowhere'],
  [['one', 'two'], 'leaks reads one folder of suites', 'one two'],
  [[suites, '--text', 'none.jsonl'], '--text names no file', 'none.jsonl'],
  [[suites, '--tuning', root], '--tuning names no file', root],
  [[suites, '--txt', 'a'], "Unknown option '--txt'", '--txt'],
])('%j is refused, with what was found', async (words, what, found) => {
  const refusal = await findLeaks(
    ['leaks', ...words],
    () => undefined,
    () => undefined,
  ).catch(String)
  expect(refusal).toContain(what)
  expect(refusal).toContain(found)
})

test('from the shell a leak has exit code 1', () => {
  const words = [KSHOT, 'leaks', suites, ...text('shell.txt', 'no cup is red this cup is red no')]
  const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stdout).toContain('1 leak that no task file allows')
})

test('a reader that has seen enough ends it quietly', async () => {
  const child = spawn(process.execPath, [KSHOT, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  const closed = new Promise((resolve) => child.on('close', resolve))
  const errors = await read(child.stderr)
  expect({ code: await closed, errors }).toEqual({ code: 141, errors: '' })
})

/** The words that name a text, which is written first. */
function text(name: string, content: string): string[] {
  const file = path.join(root, name)
  writeFileSync(file, content)
  return ['--text', file]
}

async function leaks(words: string[], folder?: string) {
  const { code, told } = await run([...words, '--json'], folder)
  const { leaks: found } = JSON.parse(told) as LeakReport
  return { code, leaks: found }
}

async function run(words: string[], folder = suites) {
  const lines: string[] = []
  const code = await findLeaks(
    ['leaks', folder, ...words],
    (line) => lines.push(line),
    () => undefined,
  )
  return { code, told: lines.join('\n') }
}
