import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isTaken, writeFolder } from './writeFolder.ts'

const running = new AbortController().signal
let root: string

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'kshot-write-'))
})
afterEach(async () => {
  await rm(root, { recursive: true })
})

test('a folder is new where nothing or an empty folder stands, and written whole in both places', async () => {
  for (const name of ['deep/new', 'empty']) {
    const folder = path.join(root, name)
    if (name === 'empty') await mkdir(folder)
    expect(await isTaken(folder)).toBe(false)
    await writeFolder(folder, [{ name: 'a.txt', text: 'ä\n' }], running)
    expect(await readFile(path.join(folder, 'a.txt'), 'utf8')).toBe('ä\n')
    expect(await isTaken(folder)).toBe(true)
  }
  expect((await readdir(root)).sort()).toEqual(['deep', 'empty'])
})

test('a file in the way is taken', async () => {
  await writeFile(path.join(root, 'file'), 'x')
  expect(await isTaken(path.join(root, 'file'))).toBe(true)
})

test('a write that fails halfway leaves nothing, and says why', async () => {
  const files = [
    { name: 'a.txt', text: 'a' },
    { name: 'no/such/folder.txt', text: 'b' },
  ]
  await expect(writeFolder(path.join(root, 'out'), files, running)).rejects.toThrow('ENOENT')
  expect(await readdir(root)).toEqual([])
})

test('a stop halfway leaves nothing', async () => {
  const stop = new AbortController()
  function* files() {
    yield { name: 'a.txt', text: 'a' }
    stop.abort(new Error('stopped'))
    yield { name: 'b.txt', text: 'b' }
  }
  await expect(writeFolder(path.join(root, 'out'), files(), stop.signal)).rejects.toThrow('stopped')
  expect(await readdir(root)).toEqual([])
})
