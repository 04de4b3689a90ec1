import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
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
