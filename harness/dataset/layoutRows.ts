import { createHash } from 'node:crypto'
import path from 'node:path'
import { shuffle, stream } from '../statistics/random.ts'
import type { Layout } from '../suite/layout.ts'
import type { Problem } from '../suite/problem.ts'
import { shown } from '../suite/words.ts'
import { type Fault, fieldOf, valueAt } from './columns.ts'
import { openLines } from './fileLines.ts'
import { makers } from './makers/maker.ts'
import { problemInRow, readObject, type Row } from './readRows.ts'

/** Rows with the fields that a layout makes of them, and the problems of rows that have not got them. */
export interface Part {
  rows: Row[]
  problems: Problem[]
}

/** Test rows that are taken of a split: as many as the source asks. */
export const MOST_TEST_ROWS = 2500

/** Exemplar rows that are taken: as many as a mixture draws of one task. */
const MOST_EXEMPLARS = 3000

/** Rows of a file that are looked at. */
const MOST_LINES = 2_000_000

/**
 * The test rows and exemplars of a task in a data set's own layout. Files are often sorted by their labels, so rows are taken in a
 * random order that depends on nothing but how many there are, and kept in it.
 */
export function layoutRows(layout: Layout): { tests: Part; pool: Part } {
  const { test, pool } = layout
  if (pool === undefined) return { tests: drawn(layout, test.file, MOST_TEST_ROWS), pool: { rows: [], problems: [] } }
  if (pool.from === 'share') return dealt(layout, pool)
  return { tests: drawn(layout, test.file, MOST_TEST_ROWS), pool: drawn(layout, pool.file, MOST_EXEMPLARS) }
}

function drawn(layout: Layout, file: string, most: number): Part {
  const part: Part = { rows: [], problems: [] }
  eachRow(layout, file, (row) => {
    add(part, row)
    return size(part) < most
  })
  return part
}

/** One file for both: a row's side is the hash of its place, or of what it has in common with others. */
function dealt(layout: Layout, { share, by }: { share: number; by?: string }): { tests: Part; pool: Part } {
  const tests: Part = { rows: [], problems: [] }
  const pool: Part = { rows: [], problems: [] }
  eachRow(layout, layout.test.file, (row) => {
    const key = by === undefined || 'what' in row ? row.line : valueAt(row.values, by)
    if (key === undefined && 'id' in row) {
      add(tests, faulty(row, { path: by ?? '', expected: 'what rows of one side have in common', found: key }))
      return true
    }
    const hash = createHash('sha256').update(JSON.stringify(key)).digest().readUInt32BE() / 2 ** 32
    const side = hash < share ? pool : tests
    if (size(side) < (side === pool ? MOST_EXEMPLARS : MOST_TEST_ROWS)) add(side, row)
    return size(tests) < MOST_TEST_ROWS || size(pool) < MOST_EXEMPLARS
  })
  return { tests, pool }
}

const size = ({ rows, problems }: Part) => rows.length + problems.length

function add({ rows, problems }: Part, row: Row | Problem): void {
  if ('what' in row) problems.push(row)
  else rows.push(row)
}

/** Visits the rows that take part, in their random order, until `visit` wants no more. */
function eachRow(layout: Layout, file: string, visit: (row: Row | Problem) => boolean): void {
  const lines = openLines(file, MOST_LINES)
  try {
    const order = Uint32Array.from(lines.places.keys())
    shuffle(order, stream(0, 'rows', order.length))
    for (const index of order) {
      const place = lines.places[index]
      const row = place === undefined ? undefined : rowOf(layout, file, place.line, lines.text(place))
      if (row !== undefined && !visit(row)) return
    }
  } finally {
    lines.close()
  }
}

/** The row on a line with its fields; undefined where the task does not take it. */
function rowOf(layout: Layout, file: string, line: number, text: string): Row | Problem | undefined {
  const row = readObject(file, text, line)
  if ('what' in row) return row
  const { values } = row
  if (!layout.keep.every(({ path: column, values: kept }) => kept.includes(measured(valueAt(values, column)))))
    return undefined
  const fields: Record<string, unknown> = {}
  for (const { field, column } of layout.columns) {
    const made = fieldOf(values, column)
    if ('expected' in made) return faulty(row, made)
    fields[field] = made.value
  }
  const made = layout.maker === undefined ? {} : makers[layout.maker](values)
  if (isFault(made)) return faulty(row, made)
  return { ...row, id: `${path.basename(file, '.jsonl')}-${line}`, values: { ...values, ...fields, ...made } }
}

const measured = (value: unknown) => (Array.isArray(value) ? value.length : value)

const isFault = (made: Record<string, unknown> | Fault): made is Fault => 'expected' in made && 'path' in made

function faulty(row: Omit<Row, 'id'>, { path: column, expected, found }: Fault): Problem {
  const [key = column] = column.split('.', 1)
  return problemInRow(row, key, {
    what: `the row's \`${column}\` is not what the task reads`,
    expected,
    found: found === undefined ? `nothing; its columns are ${Object.keys(row.values).join(', ')}` : shown(found),
    todo: 'Export the split that the task names, with the columns of its data set.',
  })
}
