import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { GENERATION, MIXTURES } from '../study/mixture.ts'
import { mixtureTasks } from '../study/mixtureTasks.ts'
import type { Condition, Drawn } from '../suite/study.ts'
import { checkFolder } from './checkFolder.ts'
import { datasetUnder, drawnProblems, otherRows } from './datasetUnder.ts'
import { words } from './leaks.ts'

const lab = checkFolder(fileURLToPath(new URL('../../suites/lab/study.yaml', import.meta.url)))
const condition = (exemplars: Condition['exemplars']): Condition => ({
  name: 'gold-2',
  weights: 'base',
  form: 'component',
  cue: true,
  exemplars,
  items: 20,
})
const DRAWN: Drawn[] = [
  { from: 'donor', shots: 2 },
  { from: 'donor', mixture: 'main', shots: 2 },
  { from: 'mixture', mixture: 'setup-2', shots: 2 },
]

/** The names of the tasks whose rows a task is shown, and the ids and words of its own rows. */
function shownTo(index: number, drawn: Drawn) {
  const task = lab.tasks[index]
  if (task === undefined) throw new Error(`the lab has no task ${index}`)
  const { exemplars, items } = datasetUnder(condition(drawn), task, lab)
  return { task, exemplars, items, sources: [...new Set(exemplars.map(({ id }) => id.split('#')[0] ?? ''))] }
}

test('under any other condition a task has its own rows', () => {
  const [task] = lab.tasks
  if (task === undefined) throw new Error('the lab has no task')
  const others: Condition['exemplars'][] = [
    { from: 'none' },
    { from: 'gold', shots: 2 },
    { from: 'recipe', recipe: 'samplegen', shots: 2 },
  ]
  for (const exemplars of others) expect(datasetUnder(condition(exemplars), task, lab)).toBe(lab.datasets[0])
})

test('no exemplar of another task has the words of a test item, and each is a row of the pool that its name says', () => {
  for (const [index] of lab.tasks.entries()) {
    for (const drawn of DRAWN) {
      const { exemplars, items } = shownTo(index, drawn)
      expect(items).toBe(lab.datasets[index]?.items)
      const tested = new Set(items.map(words))
      expect(exemplars.filter((exemplar) => tested.has(words(exemplar)))).toEqual([])
      for (const { id, fields } of exemplars) {
        const [name, row] = id.split('#')
        const pool = lab.datasets[lab.tasks.findIndex((task) => task.name === name)]?.exemplars ?? []
        expect(pool.find((each) => each.id === row)?.fields).toEqual(fields)
      }
    }
  }
})

test('a donor is one other task, of another cluster and the same kind, and the same each time', () => {
  const trained = lab.tasks.filter(({ role }) => role === 'trained').map(({ name }) => name)
  for (const [index] of lab.tasks.entries()) {
    for (const drawn of DRAWN.slice(0, 2)) {
      const { task, sources } = shownTo(index, drawn)
      const [name = ''] = sources
      const cluster = name.split('/')[0] ?? ''
      expect(sources).toHaveLength(1)
      expect(cluster).not.toBe(task.cluster)
      expect(GENERATION.includes(cluster)).toBe(GENERATION.includes(task.cluster))
      expect(shownTo(index, drawn).sources).toEqual(sources)
      if (drawn.mixture === 'main') expect(trained).toContain(name)
    }
  }
})

test('exemplars of a mixture are of all its tasks, and of no others', () => {
  const mixture = MIXTURES.find(({ name }) => name === 'setup-2')
  if (mixture === undefined) throw new Error('the registry has no setup-2')
  const names = mixtureTasks(mixture, lab.tasks, lab.study).map(({ name }) => name)
  expect(shownTo(0, { from: 'mixture', mixture: 'setup-2', shots: 2 }).sources.sort()).toEqual(names.sort())
})

test('rows of other tasks are the exemplars of all tasks but the own, none of them a test item', () => {
  const [task, ...others] = lab.tasks
  if (task === undefined) throw new Error('the lab has no task')
  const rows = otherRows(condition({ from: 'gold', shots: 2 }), task, lab)
  const tested = new Set(lab.datasets[0]?.items.map(words))
  const expected = others.flatMap(({ name }, index) =>
    (lab.datasets[index + 1]?.exemplars ?? [])
      .filter((exemplar) => !tested.has(words(exemplar)))
      .map(({ id }) => `${name}#${id}`),
  )
  expect(rows.map(({ id }) => id)).toEqual(expected)
})

test('in another language rows of other tasks are those that are translated', () => {
  const translated = checkFolder(fileURLToPath(new URL('../../fixtures/suites/translated/study.yaml', import.meta.url)))
  const [colour, sum] = translated.tasks
  if (colour === undefined || sum === undefined) throw new Error('the study has two tasks')
  const orric: Condition = { ...condition({ from: 'gold', shots: 1 }), language: 'orric' }
  expect(otherRows(orric, colour, translated)).toEqual([])
  const shown = otherRows(orric, sum, translated).flatMap(({ fields }) => fields.map(({ label }) => label))
  expect(new Set(shown)).toEqual(new Set(['Runo']))
})

test('what a study cannot show is told at the condition that asks for it, once for all tasks', () => {
  const asking = (exemplars: Drawn) => ({ ...lab, study: { ...lab.study, conditions: [condition(exemplars)] } })
  const { line } = lab.study.file.at(['conditions', 'gold-2', 'exemplars'])
  expect(drawnProblems(asking({ from: 'mixture', mixture: 'main', shots: 4 }))).toEqual([])
  const [problem, ...more] = drawnProblems(asking({ from: 'mixture', mixture: 'setup-3', shots: 2 }))
  expect(more).toEqual([])
  expect(problem).toMatchObject({ line, what: 'mixture setup-3 needs one held-out task of cluster nli' })
  expect(drawnProblems(asking({ from: 'mixture', mixture: 'setup-3', task: 'nli/query', shots: 2 }))).toEqual([])
})
