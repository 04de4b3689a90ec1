import { chmod, cp, mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderStore } from './store.ts'

const fingerprint = 'ab'.padEnd(64, '0')
const record = ['{"task":"nli/kind"}', '{"item":"1"}']
const newFolder = () => mkdtemp(join(tmpdir(), 'kshot-store-'))

describe('a folder store', () => {
  test('gives back what was put, line by line', async () => {
    const store = folderStore(await newFolder())
    await store.put(fingerprint, record)
    expect(await store.get(fingerprint)).toEqual({ state: 'known', lines: record })
  })

  test('knows nothing before anything was put', async () => {
    expect(await folderStore(join(await newFolder(), 'not yet there')).get(fingerprint)).toEqual({ state: 'absent' })
  })

  test('leaves only the record behind: no draft stays', async () => {
    const folder = await newFolder()
    await folderStore(folder).put(fingerprint, record)
    expect(await readdir(join(folder, 'ab'))).toEqual([`${fingerprint}.jsonl`])
  })

  test.each([0, 1, 5, 20, 33, 40])('calls a record cut to %i bytes damaged', async (length) => {
    const folder = await newFolder()
    const file = join(folder, 'ab', `${fingerprint}.jsonl`)
    await folderStore(folder).put(fingerprint, record)
    await truncate(file, length)
    expect(await folderStore(folder).get(fingerprint)).toEqual({ state: 'damaged', file })
  })

  test('calls a record with one changed byte damaged', async () => {
    const folder = await newFolder()
    const file = join(folder, 'ab', `${fingerprint}.jsonl`)
    await folderStore(folder).put(fingerprint, record)
    await writeFile(file, (await readFile(file, 'utf8')).replace('nli', 'nlu'))
    expect(await folderStore(folder).get(fingerprint)).toEqual({ state: 'damaged', file })
  })

  test('lets two runs put the same record at once', async () => {
    const folder = await newFolder()
    await Promise.all(Array.from({ length: 20 }, () => folderStore(folder).put(fingerprint, record)))
    expect(await folderStore(folder).get(fingerprint)).toEqual({ state: 'known', lines: record })
    expect(await readdir(join(folder, 'ab'))).toHaveLength(1)
  })

  test('reads folders of two machines that were copied together', async () => {
    const [one, other] = [await newFolder(), await newFolder()]
    const second = 'cd'.padEnd(64, '0')
    await folderStore(one).put(fingerprint, record)
    await folderStore(other).put(second, ['x'])
    await cp(other, one, { recursive: true })
    expect(await folderStore(one).get(second)).toEqual({ state: 'known', lines: ['x'] })
    expect(await folderStore(one).get(fingerprint)).toEqual({ state: 'known', lines: record })
  })

  test('says which file could not be written, and that nothing is lost', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'ab'), 'a file where a folder must be')
    await expect(folderStore(folder).put(fingerprint, record)).rejects.toThrow(
      /ab.*could not be stored.*What was stored before is safe/su,
    )
  })

  test.skipIf(process.getuid?.() === 0)('says which file it may not read', async () => {
    const folder = await newFolder()
    await folderStore(folder).put(fingerprint, record)
    await chmod(join(folder, 'ab', `${fingerprint}.jsonl`), 0)
    await expect(folderStore(folder).get(fingerprint)).rejects.toThrow(/cannot be read/u)
  })
})
