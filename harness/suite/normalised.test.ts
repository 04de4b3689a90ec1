import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isAbout, overOf } from './over.ts'
import { readFolder } from './readFolder.ts'
import { readStudy } from './readStudy.ts'

const folder = fileURLToPath(new URL('../../fixtures/suites/valid', import.meta.url))
const { study, tasks, hypotheses } = readFolder(path.join(folder, 'study.yaml'))
const [add, colour, kind] = tasks

test('conditions come in the order they were written, with every default filled in', () => {
  expect(study.conditions).toEqual([
    { name: 'random', weights: 'none', form: 'instruction', cue: false, exemplars: { from: 'none' }, items: 4 },
    { name: 'zero-shot', weights: 'base', form: 'instruction', cue: false, exemplars: { from: 'none' }, items: 4 },
    { name: 'zero-shot-cue', weights: 'base', form: 'instruction', cue: true, exemplars: { from: 'none' }, items: 4 },
    { name: 'layout', weights: 'base', form: 'component', cue: true, exemplars: { from: 'none' }, items: 4 },
    { name: 'gold-2', weights: 'base', form: 'component', cue: true, exemplars: { from: 'gold', shots: 2 }, items: 4 },
    {
      name: 'flan',
      weights: { recipe: 'flan' },
      form: 'instruction',
      cue: true,
      exemplars: { from: 'none' },
      items: 4,
    },
    { name: 'samplegen', weights: { recipe: 'samplegen' }, form: 'component', cue: true, exemplars: written, items: 2 },
    { name: 'samplegen-pipeline', weights: 'base', form: 'component', cue: true, exemplars: written, items: 2 },
  ])
})

test('a setting that is written as it would be anyway changes nothing, and no shots are no exemplars', () => {
  const { path: file, text } = study.file
  const defaults = 'wording: own, options: listed, fields: named'
  const conditions = [
    `  a: { weights: base, form: component, cue: false, ${defaults}, exemplars: { from: gold, shots: 0, content: blank } }`,
    `  b: { weights: flan, form: component, wrap: instruction, exemplars: { from: gold, shots: 8, content: whole } }`,
    `  c: { weights: flan, form: instruction, wrap: prompt, wording: level-3, options: hidden, suffix: Stop. }`,
  ]
  const read = readStudy(file, `${text}\n${conditions.join('\n')}\n`)
  expect(read.conditions.slice(-3)).toEqual([
    { name: 'a', weights: 'base', form: 'component', cue: false, exemplars: { from: 'none' }, items: 4 },
    {
      name: 'b',
      weights: { recipe: 'flan' },
      form: 'component',
      cue: false,
      exemplars: { from: 'gold', shots: 8 },
      items: 4,
    },
    {
      name: 'c',
      weights: { recipe: 'flan' },
      form: 'instruction',
      cue: false,
      wording: 'level-3',
      options: 'hidden',
      suffix: 'Stop.',
      wrap: 'prompt',
      exemplars: { from: 'none' },
      items: 4,
    },
  ])
})

test('paths are absolute, and a recipe that writes nothing has no tokens to write with', () => {
  expect(study.models).toEqual([
    {
      name: 'tiny',
      path: path.join(folder, '../model'),
      tuned: [
        { recipe: 'flan', seed: 42, path: path.join(folder, '../adapter'), kind: 'adapter' },
        { recipe: 'samplegen', seed: 42, path: path.join(folder, '../adapter'), kind: 'adapter' },
      ],
    },
  ])
  expect(Object.values(study.recipes).map(({ shots, maxTokens }) => [shots, maxTokens])).toEqual([
    [0, 0],
    [2, 260],
  ])
})

test('a recipe says what it was tuned on, or nothing', () => {
  expect(Object.values(study.recipes).map(({ mixture }) => mixture)).toEqual(['main', undefined])
})

test('what a task leaves out is said to be unknown', () => {
  expect(colour).toMatchObject({ role: 'unknown', exposure: { state: 'unknown' }, cluster: 'closed-book', checks: [] })
  expect(colour?.exemplars).toEqual({ file: path.join(folder, 'data/colour.exemplars.jsonl'), balance: 'answer' })
  expect(colour?.prompt.options).toEqual({ kind: 'row', template: '{{choices}}' })
  expect(add).toMatchObject({ exposure: { state: 'never' }, prompt: { options: { kind: 'none' } }, maxTokens: 24 })
  expect(kind?.exposure).toEqual({ state: 'seen', itemsPerMillionTokens: 640 })
})

test('a check knows the line that it was written on', () => {
  expect(kind?.checks).toEqual([
    { condition: 'gold-2', atLeast: 0.55, line: 18, column: 5 },
    { condition: 'flan', atLeast: 0.5, line: 19, column: 5 },
  ])
})

test('a hypothesis fills in how it is decided, and knows where its expectation stands', () => {
  expect(hypotheses[0]).toMatchObject({
    alpha: 0.05,
    relation: { kind: 'association', given: ['zero-shot-cue', 'chance'], minimum: 0.5 },
    expectAt: { line: 6, column: 1 },
  })
})

test('held-out tasks are those that tuning never saw', () => {
  const names = (over: Parameters<typeof isAbout>[0]) =>
    tasks.filter((task) => isAbout(over, task)).map(({ name }) => name)
  expect(names('held-out tasks')).toEqual(['numbers/add', 'nli/kind'])
  expect(names('trained tasks')).toEqual([])
  expect(names('all tasks')).toHaveLength(3)
  expect(names(['nli/kind'])).toEqual(['nli/kind'])
  expect(names(overOf('asked-twice', study))).toEqual(['numbers/add', 'nli/kind'])
})

const written = { from: 'recipe', recipe: 'samplegen', shots: 2 }
