import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { goldPlaces } from './balance.ts'
import { readTask } from '../suite/readTask.ts'
import { checkFolder } from './checkFolder.ts'
import { readDataset } from './readDataset.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const suites = path.join(root, 'suites/lab')
const fixtures = path.join(root, 'fixtures/lab')
// Reading the folder validates every file and row, and refuses exemplars that are test items.
const { study, tasks, datasets, hypotheses } = checkFolder(path.join(suites, 'study.yaml'))
// Tasks of the same world that the whole study alone asks.
const large = readdirSync(path.join(root, 'suites/study/lab'))
  .filter((file) => file.endsWith('-of-eight.task.yaml'))
  .map((file) => path.join(root, 'suites/study/lab', file))
  .map((file) => readTask(file, readFileSync(file, 'utf8'), study))
const world = [...tasks, ...large]
const cases = [
  ...tasks.flatMap((task, index) => {
    const dataset = datasets[index]
    return dataset === undefined ? [] : [{ name: task.name, task, dataset }]
  }),
  ...large.map((task) => ({ name: task.name, task, dataset: readDataset(task, study) })),
]

const exposure = JSON.parse(readFileSync(path.join(fixtures, 'exposure.json'), 'utf8')) as {
  itemsPerMillionTokens: Record<string, number>
  harderThan: Record<string, string>
  harderThanInStudy: Record<string, string>
}
// The first line of a training log says what the adapter was really tuned on.
const logs = study.models
  .flatMap(({ tuned }) => tuned)
  .map(({ path: folder }) => readFileSync(path.join(folder, 'train.log.jsonl'), 'utf8').split('\n', 1)[0] ?? '')
  .map((line) => JSON.parse(line) as { tasks: string[] })
const tuned = new Set(logs.flatMap(({ tasks: names }) => names))

test('the lab has at least thirty tasks over twelve clusters, and asks H1 of them among other claims', () => {
  expect(tasks.length).toBeGreaterThanOrEqual(30)
  expect(new Set(tasks.map(({ cluster }) => cluster)).size).toBe(12)
  expect(hypotheses.map(({ name }) => name)).toContain('H1')
  expect(study.items).toBeGreaterThanOrEqual(60)
})

describe.each(cases)('$name', ({ task, dataset }) => {
  test('has at least 200 test items', () => {
    expect(dataset.items.length).toBeGreaterThanOrEqual(200)
  })

  test('has its right answers at every place about equally often, also among the items that a run uses', () => {
    for (const items of [dataset.items, dataset.items.slice(0, study.items)]) {
      const places = goldPlaces(items)
      expect(Math.max(0, ...places) - Math.min(...places, Infinity)).toBeLessThanOrEqual(Math.ceil(items.length / 50))
    }
  })

  test('tells its role in tuning as the training logs do', () => {
    const sameCluster = [...tuned].some((name) => name.split('/')[0] === task.cluster)
    expect(task.role).toBe(tuned.has(task.name) ? 'trained' : sameCluster ? 'held-out' : 'untouched')
  })

  test('tells its exposure as it was counted in the pretraining text, a harder form that of the easier one', () => {
    const rate = exposure.itemsPerMillionTokens[task.name]
    expect(task.exposure).toEqual(rate === 0 ? { state: 'never' } : { state: 'seen', itemsPerMillionTokens: rate })
  })
})

test.each(Object.entries(exposure.harderThan))('%s is a harder form of %s that no model has seen', (harder, easier) => {
  const names = world.map(({ name }) => name)
  expect(names).toContain(harder)
  expect(names).toContain(easier)
  expect(exposure.itemsPerMillionTokens[harder]).toBe(exposure.itemsPerMillionTokens[easier])
  expect(tuned.has(harder)).toBe(false)
})

test('the lab asks every task of the world but those with eight options, which the whole study adds', () => {
  const ofStudy = new Set([...Object.keys(exposure.harderThanInStudy), 'translation/into-english'])
  const known = Object.keys(exposure.itemsPerMillionTokens).filter((name) => !ofStudy.has(name))
  expect(world.map(({ name }) => name).toSorted()).toEqual(known.toSorted())
  expect(large.map(({ name }) => name in exposure.harderThan)).toEqual([true, true, true, true, true, true])
})

test('all adapters were tuned on the same tasks', () => {
  expect(new Set(logs.map(({ tasks: names }) => names.toSorted().join(' '))).size).toBe(1)
})

test('every suite file names a schema that exists, for editors', () => {
  const named = readdirSync(suites)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({
      file,
      schema: /^# yaml-language-server: \$schema=(\S+)/.exec(readFileSync(path.join(suites, file), 'utf8'))?.[1],
    }))
  expect(named.filter(({ schema }) => schema === undefined || !existsSync(path.join(suites, schema)))).toEqual([])
})
