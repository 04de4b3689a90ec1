import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeWhole } from './writeWhole.ts'

test('a file is replaced, in a folder that is made where there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kshot-whole-'))
  const file = join(folder, 'inner', 'report.json')
  await writeWhole(file, 'first')
  await writeWhole(file, 'second')
  expect(await readFile(file, 'utf8')).toBe('second')
  expect(await readdir(join(folder, 'inner'))).toEqual(['report.json'])
})

test('what cannot be written leaves no draft', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kshot-whole-'))
  // A folder that stands where the file should be: the draft is written, and cannot be named.
  await mkdir(join(folder, 'report.json', 'full'), { recursive: true })
  await expect(writeWhole(join(folder, 'report.json'), 'text')).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['report.json'])
})
