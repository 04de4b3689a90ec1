import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { exportTuning } from './exportTuning.ts'

const KSHOT = fileURLToPath(new URL('kshot.js', import.meta.url))
const SUITES = fileURLToPath(new URL('../suites/lab', import.meta.url))
const root = mkdtempSync(path.join(tmpdir(), 'kshot-tune-'))

afterAll(() => {
  rmSync(root, { recursive: true })
})

test('an export is three files with the same bytes each time, and never mixes with another', async () => {
  expect(await tune('main', '--form', 'samplegen', '--out', at('one'))).toEqual([
    expect.stringMatching(/one: main, samplegen form, 1713 training rows, 190 for validation, 14 tasks$/u),
  ])
  await tune('main', '--form', 'samplegen', '--out', at('two'))
  const names = ['provenance.json', 'train.jsonl', 'validation.jsonl']
  expect(readdirSync(at('one')).sort()).toEqual(names)
  for (const name of names) expect(read('one', name)).toBe(read('two', name))
  await expect(tune('relevance', '--out', at('one'))).rejects.toThrow('is not a new folder')
  for (const name of names) expect(read('one', name)).toBe(read('two', name))
})

test('the provenance says what the rows are, and vouches for their bytes', async () => {
  const note = 'FLAN form shows no field names, so these rows are those of main: no effect can follow from them.'
  const said = await tune('unified', '--form', 'flan', '--loss', 'sequence', '--seed', '3', '--out', at('three'))
  expect(said[1]).toBe(`  note: ${note}`)
  const provenance = JSON.parse(read('three', 'provenance.json')) as {
    files: { name: string; rows: number; sha256: string }[]
  }
  expect(provenance).toMatchObject({
    mixture: 'unified',
    form: 'flan',
    seed: 3,
    loss: 'sequence',
    trl: { dataset_text_field: 'text' },
    askedAs: 'condition flan',
    notes: [note],
  })
  expect(JSON.stringify(provenance)).not.toContain(path.dirname(SUITES))
  for (const { name, rows, sha256 } of provenance.files) {
    const text = read('three', name)
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
    expect(text.trimEnd().split('\n')).toHaveLength(rows)
  }
})

test.each([
  [['mian'], 'there is no mixture mian', 'nearest   main'],
  [[], 'no mixture is named', 'setup-6 or setup-7'],
  [['setup-7'], 'mixture setup-7 needs one trained task', 'coreference/fit or coreference/gender'],
  [['main', '--loss', 'half'], '--loss is not known', 'completion or sequence'],
  [['main', '--cap', '0'], '--cap is not above 0', 'Leave it out'],
  [['main', '--rows', 'all'], '--rows is not a whole number', 'digits'],
  [['main', '--fro', 'flan'], "Unknown option '--fro'", '--fro'],
])('%j is refused, with what was expected', async (words, what, more) => {
  const refusal = await tune(...words, '--out', at('four')).catch((error: unknown) => String(error))
  expect(refusal).toContain(what)
  expect(refusal).toContain(more)
  expect(readdirSync(root)).not.toContain('four')
})

test('from the shell a refusal has exit code 2, and its place is not a file', () => {
  const { status, stderr } = spawnSync(process.execPath, [KSHOT, 'tune', 'export', 'mian'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toMatch(/^kshot: there is no mixture mian\n/u)
})

async function tune(...words: string[]) {
  const lines: string[] = []
  const code = await exportTuning(['tune', 'export', ...words, '--suites', SUITES], (line) => lines.push(line))
  expect(code).toBe(0)
  return lines
}

function at(...parts: string[]) {
  return path.join(root, ...parts)
}

function read(...parts: string[]) {
  return readFileSync(at(...parts), 'utf8')
}
