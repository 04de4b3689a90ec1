import { mkdtemp, readFile, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { weightsHash } from './weights.ts'

const checkpoint = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kshot-weights-'))
  await writeFile(join(folder, 'config.json'), '{}')
  await writeFile(join(folder, 'model.safetensors'), 'weights')
  return { folder, memo: join(folder, 'memo', 'hashes.json') }
}

test('a changed weight file changes the hash', async () => {
  const { folder, memo } = await checkpoint()
  const before = await weightsHash(folder, memo)
  await writeFile(join(folder, 'model.safetensors'), 'weighty')
  await utimes(join(folder, 'model.safetensors'), 1, 1)
  expect(await weightsHash(folder, memo)).not.toBe(before)
})

test('a file that determines nothing does not change the hash', async () => {
  const { folder, memo } = await checkpoint()
  const before = await weightsHash(folder, memo)
  await writeFile(join(folder, 'README.md'), 'notes')
  expect(await weightsHash(folder, memo)).toBe(before)
})

test('a damaged memo only costs time', async () => {
  const { folder, memo } = await checkpoint()
  const before = await weightsHash(folder, memo)
  await writeFile(memo, '{"torn')
  expect(await weightsHash(folder, memo)).toBe(before)
  expect(await readFile(memo, 'utf8')).toContain('model.safetensors')
})

test('a memo that cannot be written only costs time', async () => {
  const { folder, memo } = await checkpoint()
  const before = await weightsHash(folder, memo)
  expect(await weightsHash(folder, join(folder, 'config.json', 'hashes.json'))).toBe(before)
})

test('many folders may be hashed at once with one memo', async () => {
  const { memo } = await checkpoint()
  const folders = await Promise.all(Array.from({ length: 20 }, async () => (await checkpoint()).folder))
  const hashes = await Promise.all(folders.map((folder) => weightsHash(folder, memo)))
  expect(new Set(hashes).size).toBe(1)
})
