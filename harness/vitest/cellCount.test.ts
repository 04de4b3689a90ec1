import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { cellCounts } from './cellCount.ts'
import { openFolders } from './openFolders.ts'

const valid = fileURLToPath(new URL('../../fixtures/suites/valid', import.meta.url))
const invalid = fileURLToPath(new URL('../../fixtures/suites/invalid/task-twice', import.meta.url))
const [kind, h1] = ['kind.task.yaml', 'h1.hypothesis.yaml'].map((name) => path.join(valid, name))

test('a cell is counted for the first file that asks for it', () => {
  if (kind === undefined || h1 === undefined) throw new Error('two files')
  const counts = (...files: string[]) => [...cellCounts(openFolders(), files).values()]
  // Eight conditions, one seed each; H1 speaks of three of them, on two tasks.
  expect(counts(kind)).toEqual([8])
  expect(counts(h1)).toEqual([6])
  expect(counts(kind, h1)).toEqual([8, 3])
})

test('a refused file asks for none', () => {
  expect([...cellCounts(openFolders(), [path.join(invalid, 'colour.task.yaml')]).values()]).toEqual([0])
})
