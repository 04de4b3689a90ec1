import { expect, test } from 'vitest'
import type { BaseModel, Condition, Study } from '../suite/study.ts'
import { cellName, cellsOf, modelPaths } from './cells.ts'

const condition = (name: string, rest: Partial<Condition>): Condition => ({
  name,
  weights: 'base',
  form: 'component',
  cue: true,
  exemplars: { from: 'none' },
  items: 20,
  ...rest,
})

const model: BaseModel = {
  name: 'lab',
  path: '/models/base',
  tuned: [
    { recipe: 'flan', seed: 42, path: '/models/flan-42', kind: 'adapter' },
    { recipe: 'flan', seed: 1234, path: '/models/flan-1234', kind: 'adapter' },
    { recipe: 'samplegen', seed: 42, path: '/models/samplegen-42', kind: 'adapter' },
    { recipe: 'samplegen', seed: 1234, path: '/models/samplegen-1234', kind: 'adapter' },
  ],
}

const task = { name: 'nli/kind', role: 'trained' } as const

const names = (...conditions: Condition[]) => {
  const study: Study = {
    name: 'lab',
    seed: 1,
    seam: 'whole',
    tooLong: 'refuse',
    device: 'cpu',
    precision: 'float32',
    affected: {},
    items: 20,
    models: [model],
    recipes: {},
    conditions,
    file: { path: '/study.yaml', text: '', at: () => ({ line: 1, column: 1 }) },
  }
  return cellsOf(study, task).map(cellName)
}

test('a condition of the base model is one cell', () => {
  expect(names(condition('gold-4', { exemplars: { from: 'gold', shots: 4 } }))).toEqual(['lab · gold-4'])
})

test('a condition that names its tasks has no cell of another', () => {
  expect(names(condition('layout', { over: ['nli/kind'] }))).toEqual(['lab · layout'])
  expect(names(condition('layout', { over: 'trained tasks' }))).toEqual(['lab · layout'])
  expect(names(condition('layout', { over: ['nli/place'] }), condition('gold', { over: 'held-out tasks' }))).toEqual([])
})

test('a tuned condition is one cell for each seed', () => {
  expect(names(condition('flan', { weights: { recipe: 'flan' } }))).toEqual([
    'lab · flan · seed 42',
    'lab · flan · seed 1234',
  ])
})

test('a base model that reads written exemplars has one cell for each seed of the writer', () => {
  expect(names(condition('pipeline', { exemplars: { from: 'recipe', recipe: 'samplegen', shots: 2 } }))).toEqual([
    'lab · pipeline · seed 42',
    'lab · pipeline · seed 1234',
  ])
})

test('a tuned model that writes its own exemplars writes with its own seed', () => {
  const cells = names(
    condition('samplegen', {
      weights: { recipe: 'samplegen' },
      exemplars: { from: 'recipe', recipe: 'samplegen', shots: 2 },
    }),
  )
  expect(cells).toEqual(['lab · samplegen · seed 42', 'lab · samplegen · seed 1234'])
})

test('the random baseline needs no model', () => {
  expect(names(condition('random', { weights: 'none' }))).toEqual(['lab · random'])
})

test('an adapter runs on its base, and a whole checkpoint on nothing but itself', () => {
  expect(modelPaths({ state: 'tuned', path: '/a', kind: 'adapter' }, model)).toEqual({
    base: '/models/base',
    adapter: '/a',
  })
  expect(modelPaths({ state: 'tuned', path: '/c', kind: 'checkpoint' }, model)).toEqual({ base: '/c' })
})

test('a base model is not asked where the tuned model that answers, or writes the exemplars, is not listed under it', () => {
  const chat = condition('chat', { weights: { recipe: 'chat' } })
  const read = condition('read', { exemplars: { from: 'recipe', recipe: 'chat', shots: 2 } })
  expect(names(chat, read, condition('layout', {}))).toEqual(['lab · layout'])
})
