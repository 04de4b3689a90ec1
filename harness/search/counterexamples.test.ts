import { appendFile, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { counterexamplesOf } from './counterexamples.ts'

const isText = (value: unknown): value is string => typeof value === 'string'
const law = { law: 'option-order', rewrites: [{ 'option-order': {} }] }
const newFolder = () => mkdtemp(join(tmpdir(), 'kshot-counterexamples-'))
const found = (text: string) =>
  ({ case: text, first: `${text}${text}`, seed: 7, path: '5:1', steps: 2, ended: 'smallest' }) as const

test('what one run keeps, the next one reads, in the order in which it was found', async () => {
  const folder = await newFolder()
  await counterexamplesOf(folder, law, isText).keep(found('b'))
  await counterexamplesOf(folder, law, isText).keep(found('a'))
  const next = await counterexamplesOf(folder, law, isText).read()
  expect(next).toEqual({ known: [found('b'), found('a')], unreadable: 0 })
})

test('nothing is known at first, and another law has a file of its own', async () => {
  const folder = await newFolder()
  const one = counterexamplesOf(folder, law, isText)
  expect(await one.read()).toEqual({ known: [], unreadable: 0 })
  await one.keep(found('a'))
  const other = counterexamplesOf(folder, { ...law, rewrites: [] }, isText)
  expect(await other.read()).toEqual({ known: [], unreadable: 0 })
  await other.keep(found('a'))
  expect(await readdir(folder)).toHaveLength(2)
})

test('what is found again is written once; where it was shrunk further, the later record counts', async () => {
  const folder = await newFolder()
  const one = counterexamplesOf(folder, law, isText)
  await one.keep({ ...found('a'), ended: 'time' })
  await one.keep(found('a'))
  await one.keep(found('a'))
  const [file = ''] = await readdir(folder)
  expect((await readFile(join(folder, file), 'utf8')).match(/\{/gu)).toHaveLength(2)
  expect((await one.read()).known).toEqual([found('a')])
})

test('half a line of a killed run spoils no other', async () => {
  const folder = await newFolder()
  const one = counterexamplesOf(folder, law, isText)
  await one.keep(found('a'))
  const [file = ''] = await readdir(folder)
  await appendFile(join(folder, file), '\n{"case":"c","first":"c')
  await one.keep(found('b'))
  expect(await one.read()).toEqual({ known: [found('a'), found('b')], unreadable: 1 })
})

test('a line that is JSON but no case of this law is counted, and not taken for one', async () => {
  const folder = await newFolder()
  const one = counterexamplesOf(folder, law, isText)
  await one.keep(found('a'))
  const [file = ''] = await readdir(folder)
  for (const odd of [
    '1',
    '{}',
    JSON.stringify({ ...found('a'), case: 3 }),
    JSON.stringify({ ...found('a'), ended: '' }),
  ])
    await appendFile(join(folder, file), `\n${odd}\n`)
  expect(await one.read()).toEqual({ known: [found('a')], unreadable: 4 })
})

test('runs that keep at once keep all', async () => {
  const folder = await newFolder()
  const texts = Array.from({ length: 20 }, (_, run) => `case ${run}`)
  await Promise.all(texts.map((text) => counterexamplesOf(folder, law, isText).keep(found(text))))
  const { known, unreadable } = await counterexamplesOf(folder, law, isText).read()
  expect(new Set(known.map((one) => one.case))).toEqual(new Set(texts))
  expect(unreadable).toBe(0)
})

test('a folder that cannot be made is named', async () => {
  const folder = join(await newFolder(), 'taken')
  await writeFile(folder, '')
  await expect(counterexamplesOf(join(folder, 'below'), law, isText).keep(found('a'))).rejects.toThrow(
    /taken.below.*cannot be read.*Check its permissions/u,
  )
})
