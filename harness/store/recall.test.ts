import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recall } from './recall.ts'
import { folderStore } from './store.ts'

const cost = { needed: 3, computed: 4, naive: 9 }
const isNumber = (value: unknown): value is number => typeof value === 'number'
const newFolder = () => mkdtemp(join(tmpdir(), 'kshot-recall-'))

function counting(folder: string, determines: string) {
  let computed = 0
  const underWay = new Map<string, Promise<unknown>>()
  const ask = () =>
    recall({
      store: folderStore(folder),
      underWay,
      determines,
      about: { task: 'nli/kind' },
      isEntry: isNumber,
      compute: async () => ({ entries: [++computed, 2], cost }),
    })
  return { ask, computed: () => computed }
}

test('what was computed is not computed again', async () => {
  const { ask, computed } = counting(await newFolder(), 'a')
  expect(await ask()).toMatchObject({ entries: [1, 2], cost, from: 'engine' })
  expect(await ask()).toMatchObject({ entries: [1, 2], cost, from: 'store' })
  expect(computed()).toBe(1)
})

test('what several ask for at once is computed once', async () => {
  const { ask, computed } = counting(await newFolder(), 'a')
  const answers = await Promise.all([ask(), ask(), ask(), ask()])
  expect(answers.map(({ entries }) => entries)).toEqual(Array.from({ length: 4 }, () => [1, 2]))
  expect(computed()).toBe(1)
})

test('anything else that determines the result makes another record', async () => {
  const folder = await newFolder()
  await counting(folder, 'a').ask()
  expect(await counting(folder, 'b').ask()).toMatchObject({ from: 'engine' })
})

test('a damaged record is computed again, replaced, and spoken of', async () => {
  const folder = await newFolder()
  await counting(folder, 'a').ask()
  const [inner = ''] = await readdir(folder)
  const [name = ''] = await readdir(join(folder, inner))
  const file = join(folder, inner, name)
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, 30))
  expect(await counting(folder, 'a').ask()).toMatchObject({
    from: 'engine',
    warnings: [`${file} was damaged; it was computed again and replaced`],
  })
  expect(await counting(folder, 'a').ask()).toMatchObject({ from: 'store', warnings: [] })
})

test('nothing is stored when computing fails', async () => {
  const folder = await newFolder()
  const failing = recall({
    store: folderStore(folder),
    underWay: new Map(),
    determines: 'a',
    about: {},
    isEntry: isNumber,
    compute: () => Promise.reject(new Error('the engine died')),
  })
  await expect(failing).rejects.toThrow('the engine died')
  expect(await readdir(folder)).toEqual([])
})

test('what was computed in smaller packs for want of memory is told, named apart and not stored', async () => {
  const folder = await newFolder()
  const ask = (lowered: { lowered?: number }) =>
    recall({
      store: folderStore(folder),
      underWay: new Map<string, Promise<unknown>>(),
      determines: 'a',
      about: { task: 'nli/kind', block: 3 },
      isEntry: isNumber,
      compute: async () => ({ entries: [1], cost: { ...cost, ...lowered } }),
    })
  const short = await ask({ lowered: 64 })
  expect(short.warnings).toEqual([
    'memory was short: nli/kind · 3 was computed in packs of 64 tokens, and is not stored',
  ])
  const full = await ask({})
  expect(full.from).toBe('engine')
  expect(full.fingerprint).not.toBe(short.fingerprint)
  expect((await ask({ lowered: 64 })).from).toBe('store')
})
