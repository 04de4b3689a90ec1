import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Layout } from '../suite/layout.ts'
import { layoutRows, MOST_TEST_ROWS } from './layoutRows.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'kshot-rows-'))

/** A file of rows, one a line, and the layout of its only split. */
function layoutFor(name: string, lines: readonly string[], more: Partial<Layout> = {}): Layout {
  const file = path.join(folder, `${name}.jsonl`)
  writeFileSync(file, lines.join('\n'))
  return { set: { from: 'hub', name }, test: { name, file }, columns: [], keep: [], ...more }
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, k) => JSON.stringify({ k, twin: k >> 1, label: k % 3 }))

test('a row is named by its split and line, whatever else the file holds', () => {
  const { rows, problems } = layoutRows(layoutFor('dev', ['\uFEFF{"k":1}\r', '', '{"k":2}'])).tests
  expect(problems).toEqual([])
  expect(rows.map(({ id, values }) => [id, values['k']]).sort()).toEqual([
    ['dev-1', 1],
    ['dev-3', 2],
  ])
})

test('a long split gives as many rows as are taken, from all over the file, and the same each time', () => {
  const layout = layoutFor('long', numbered(9000))
  const { rows } = layoutRows(layout).tests
  expect(rows).toHaveLength(MOST_TEST_ROWS)
  const mean = rows.reduce((sum, { line }) => sum + line, 0) / rows.length
  expect(mean).toBeGreaterThan(4200)
  expect(mean).toBeLessThan(4800)
  expect(layoutRows(layout).tests.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
})

test('rows that are not kept take no part', () => {
  const { rows } = layoutRows(layoutFor('kept', numbered(30), { keep: [{ path: 'label', values: [0, 2] }] })).tests
  expect(rows).toHaveLength(20)
  expect(new Set(rows.map(({ values }) => values['label']))).toEqual(new Set([0, 2]))
})

test('a list is kept by how many entries it has', () => {
  const lines = [1, 2, 3].map((count) => JSON.stringify({ options: Array(count).fill('x') }))
  const { rows } = layoutRows(layoutFor('lists', lines, { keep: [{ path: 'options', values: [2] }] })).tests
  expect(rows.map(({ line }) => line)).toEqual([2])
})

test('a share of one split is the pool, about as large as it says, and rows that belong together are on one side', () => {
  const { tests, pool } = layoutRows(
    layoutFor('shared', numbered(1000), { pool: { from: 'share', share: 0.2, by: 'twin' } }),
  )
  expect(tests.rows.length + pool.rows.length).toBe(1000)
  expect(pool.rows.length).toBeGreaterThan(140)
  expect(pool.rows.length).toBeLessThan(260)
  const twins = new Set(pool.rows.map(({ values }) => values['twin']))
  expect(tests.rows.filter(({ values }) => twins.has(values['twin']))).toEqual([])
})

test('a row without the columns of its data set says which, and what it has', () => {
  const layout = layoutFor('other', ['{"sentence":"a"}'], {
    columns: [{ field: 'premise', column: { kind: 'value', path: 'sentence1' } }],
  })
  expect(layoutRows(layout).tests).toMatchObject({
    rows: [],
    problems: [
      { line: 1, what: "the row's `sentence1` is not what the task reads", found: 'nothing; its columns are sentence' },
    ],
  })
})
