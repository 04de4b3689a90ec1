import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { conditionsOf } from './hypothesis.ts'
import { readFolder } from './readFolder.ts'
import { readHypothesis } from './readHypothesis.ts'

const folder = fileURLToPath(new URL('../../fixtures/suites/valid', import.meta.url))
const { study: one } = readFolder(path.join(folder, 'study.yaml'))
/** Item-level consistency needs two base models. */
const study = { ...one, models: one.models.flatMap((model) => [model, { ...model, name: 'other' }]) }

const read = (relation: string) =>
  readHypothesis(
    path.join(folder, 'h.hypothesis.yaml'),
    `hypothesis: H\nclaim: A claim.\nfamily: one\n${relation}\nexpect: supported\n`,
    study,
  )

test.each([
  [
    'relate: { x: gold-2, y: flan, over: all tasks }',
    { kind: 'association', x: 'gold-2', y: 'flan', over: 'all tasks', given: [], minimum: 0.5 },
  ],
  [
    'agree: { x: gold-2, y: flan, over: all tasks }',
    { kind: 'agreement', x: 'gold-2', y: 'flan', over: 'all tasks', minimum: 0.8, margin: 0.03 },
  ],
  [
    'replicate: { x: gold-2, y: flan, over: all tasks }',
    { kind: 'replication', x: 'gold-2', y: 'flan', over: 'all tasks', minimum: 0.5 },
  ],
  [
    'consistency: { x: gold-2, y: flan, over: all tasks }',
    { kind: 'consistency', x: 'gold-2', y: 'flan', over: 'all tasks', minimum: 0.05 },
  ],
  [
    'compare: { a: flan, is: equal, b: gold-2, over: all tasks }',
    { kind: 'comparison', conditions: ['flan', 'gold-2'], is: 'equal', generalise: 'items', margin: 0.03, over: 'all tasks' }, // prettier-ignore
  ],
  [
    'chance: { condition: zero-shot, over: [nli/kind, numbers/add] }',
    { kind: 'chance', condition: 'zero-shot', over: ['nli/kind', 'numbers/add'], margin: 0.03, share: 0.8 },
  ],
  [
    'contrast: { with: [flan, gold-2], without: [samplegen, layout], is: greater, over: all tasks, generalise: tasks }',
    { kind: 'contrast', conditions: ['flan', 'gold-2', 'samplegen', 'layout'], is: 'greater', generalise: 'tasks', margin: 0.03, over: 'all tasks' }, // prettier-ignore
  ],
  [
    'trend: { levels: [zero-shot, layout, gold-2], is: different, over: all tasks }\ndecide: { margin: 0.1 }',
    { kind: 'trend', conditions: ['zero-shot', 'layout', 'gold-2'], is: 'different', generalise: 'items', margin: 0.1, over: 'all tasks' }, // prettier-ignore
  ],
  [
    'artefacts: { x: gold-2, y: flan, over: all tasks, defects: [no-cue], items: 3 }',
    { kind: 'artefacts', x: 'gold-2', y: 'flan', over: 'all tasks', defects: ['no-cue'], items: 3, margin: 0.1 },
  ],
  [
    'bound: { condition: flan, by: [gold-2, layout], over: held-out tasks }',
    { kind: 'bound', condition: 'flan', by: ['gold-2', 'layout'], over: 'held-out tasks', margin: 0.03 },
  ],
  [
    'chance: { condition: zero-shot, over: all tasks }\ndecide: { share: 0.9 }',
    { kind: 'chance', condition: 'zero-shot', over: 'all tasks', margin: 0.03, share: 0.9 },
  ],
])('%s', (text, relation) => {
  expect(read(text).relation).toEqual(relation)
})

test('a relation reads the cells of every condition that it names, each once, and none of chance', () => {
  expect(
    conditionsOf(read('relate: { x: gold-2, y: flan, over: all tasks, given: [layout, chance] }').relation),
  ).toEqual(['gold-2', 'flan', 'layout'])
  expect(conditionsOf(read('bound: { condition: flan, by: [gold-2, layout], over: all tasks }').relation)).toEqual([
    'flan',
    'gold-2',
    'layout',
  ])
})
