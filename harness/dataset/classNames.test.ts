import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Layout } from '../suite/layout.ts'
import { classNameProblems } from './classNames.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'kshot-classes-'))
const task = { writtenIn: { path: '/suites/wic.task.yaml', text: '', at: () => ({ line: 1, column: 1 }) } }

const layout = (names: readonly string[]): Layout => ({
  set: { from: 'hub', name: 'super_glue' },
  test: { name: 'dev', file: path.join(folder, 'dev.jsonl') },
  columns: [{ field: 'right', column: { kind: 'class', path: 'label', names } }],
  keep: [],
})

test('without a dataset_info.json nothing is known of the names', () => {
  expect(classNameProblems(task, layout(['True', 'False']))).toEqual([])
})

test('inverted class names are refused, and the right ones are told', () => {
  const features = { label: { names: ['False', 'True'], _type: 'ClassLabel' } }
  writeFileSync(path.join(folder, 'dataset_info.json'), JSON.stringify({ features }))
  expect(classNameProblems(task, layout(['False', 'True']))).toEqual([])
  expect(classNameProblems(task, layout(['True', 'False']))).toMatchObject([
    { expected: 'False, True', found: 'True, False' },
  ])
})
