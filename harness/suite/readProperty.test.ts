import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readFolder } from './readFolder.ts'
import { readProperty } from './readProperty.ts'

const folder = fileURLToPath(new URL('../../fixtures/suites/valid', import.meta.url))
const { study, properties } = readFolder(path.join(folder, 'study.yaml'))
const [read] = properties

test('a property has every default filled in, and the seed of its study', () => {
  if (read === undefined) throw new Error('the folder has no property')
  const { file, asked, ...rest } = read
  expect(path.basename(file.path)).toBe('option-order.property.yaml')
  expect(asked.map(({ condition, models }) => [condition.name, models.map(({ name }) => name)])).toEqual([
    ['flan', ['tiny']],
    ['gold-2', ['tiny']],
  ])
  expect(rest).toEqual({
    name: 'option-order',
    claim: 'The order of the options seldom changes the answer.',
    over: ['nli/kind'],
    rewrites: [{ 'option-order': {} }, { typos: { rate: 0.05 } }],
    law: { of: 'answer', is: 'follows', often: 0.9 },
    alpha: 0.05,
    cases: 300,
    shrink: 60,
    seconds: 60,
    seed: study.seed,
    expect: 'holds',
    expectAt: { line: 2, column: 1 },
  })
})

test.each([
  ['{ answer: stays }', '', { of: 'answer', is: 'stays', often: 'always' }],
  ['{ distance: 0.1 }', 'often: always', { of: 'distance', within: 0.1, often: 'always' }],
  ['{ distance: 0.1 }', 'often: on average', { of: 'distance', within: 0.1, often: 'on average' }],
  ['{ score: 0.03 }', '', { of: 'score', within: 0.03, often: 'on average' }],
])('the law of %s %s', (holds, often, law) => {
  if (read === undefined) throw new Error('the folder has no property')
  const text = read.file.text.replace('{ answer: follows }', holds).replace('often: 0.9', often)
  expect(readProperty(read.file.path, text, study).law).toEqual(law)
})
