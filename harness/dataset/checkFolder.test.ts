import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { goldPlaces } from './balance.ts'
import { checkFolder } from './checkFolder.ts'

const valid = checkFolder(fileURLToPath(new URL('../../fixtures/suites/valid/study.yaml', import.meta.url)))

test('a valid folder is read in path order, with the rows of each task', () => {
  expect(valid.tasks.map(({ name }) => name)).toEqual(['numbers/add', 'closed-book/colour', 'nli/kind'])
  expect(valid.datasets.map(({ items, exemplars }) => [items.length, exemplars.length])).toEqual([
    [2, 2],
    [2, 2],
    [5, 4],
  ])
  expect(valid.hypotheses.map(({ name }) => name)).toEqual(['H1'])
})

const [add, colour, kind] = valid.datasets

test('a row becomes its rendered parts, and a number in the answer is a place', () => {
  expect(colour?.items[0]).toMatchObject({
    id: 'c-1',
    fields: [{ label: 'Question', value: 'What colour is snow?' }],
    instructions: ['What colour is snow? Choose from white; black.'],
    options: ['white', 'black'],
    answer: { text: 'white', index: 0 },
    source: { line: 1 },
  })
  expect(colour?.items[1]?.answer).toEqual({ text: 'black', index: 1 })
})

test('free text has an answer without a place, also where the row holds a number', () => {
  expect(add?.items[0]).toMatchObject({
    options: [],
    answer: { text: '3' },
    fields: [{ label: 'Sum', value: '1 + 2' }],
  })
  expect(add?.items[0]?.answer).not.toHaveProperty('index')
})

test('a passage that items share is kept', () => {
  expect(kind?.items.map(({ group }) => group)).toEqual([undefined, undefined, undefined, 'café', undefined])
})

test('the places of right answers are counted', () => {
  expect(goldPlaces(kind?.items ?? [])).toEqual([2, 2, 1])
  expect(goldPlaces(colour?.items ?? [])).toEqual([1, 1, 0])
  expect(goldPlaces(add?.items ?? [])).toEqual([])
})
