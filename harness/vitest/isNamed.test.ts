import path from 'node:path'
import { expect, test } from 'vitest'
import { isNamed } from './isNamed.ts'

const root = process.cwd()
const folder = path.join(root, 'suites/paper')

test.each([
  'suites/paper',
  'suites/paper/',
  './suites/paper',
  'paper',
  'Paper',
  'paper/test',
  'suites/paper/a.task.yaml',
  folder,
])('%s names suites/paper', (filter) => {
  expect(isNamed(folder, ['elsewhere', filter], root)).toBe(true)
})

test.each(['suites', 'suites/', '.', root, 'pap', 'papers', 'suites/paper-two', 'nli', 'test/nli', 'fixtures/paper'])(
  '%s does not',
  (filter) => {
    expect(isNamed(folder, [filter], root)).toBe(false)
  },
)

test('a command without filters names no folder, and the root is always named', () => {
  expect(isNamed(folder, [], root)).toBe(false)
  expect(isNamed(root, [], root)).toBe(true)
})
