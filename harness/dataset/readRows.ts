import type { Problem } from '../suite/problem.ts'
import { nearest } from '../suite/nearest.ts'
import { shown } from '../suite/words.ts'
import { scanRow } from './scanRow.ts'

/** One line of a JSONL file. */
export interface Row {
  id: string
  values: Readonly<Record<string, unknown>>
  file: string
  /** 1-based. */
  line: number
  text: string
}

/** The rows of a JSONL file and the problems of the lines that are not rows. A byte order mark, CRLF and blank lines are tolerated. */
export function readRows(file: string, text: string): { rows: Row[]; problems: Problem[] } {
  const rows: Row[] = []
  const problems: Problem[] = []
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (line.trim() === '') return
      const row = readRow(file, line, index + 1)
      if ('what' in row) problems.push(row)
      else rows.push(row)
    })
  if (rows.length + problems.length === 0) problems.push(noRows(file))
  return { rows, problems }
}

/** A problem with the value of a key of a row; with the whole row where it lacks the key. */
export function problemInRow(
  row: Pick<Row, 'file' | 'line' | 'text'>,
  key: string,
  complaint: Omit<Problem, 'file' | 'line' | 'column'>,
): Problem {
  const scan = scanRow(row.text)
  const column = scan.state === 'sound' ? (scan.columns.get(key) ?? 1) : scan.column
  return { file: row.file, line: row.line, column, ...complaint }
}

/** The object on a line of JSONL, whose keys are fields or columns. */
export function readObject(file: string, text: string, line: number): Omit<Row, 'id'> | Problem {
  const parsed = parse(text)
  if (parsed.state === 'broken') {
    return {
      file,
      line,
      column: parsed.column,
      what: 'the line is not JSON',
      expected: parsed.expected,
      found: text.slice(parsed.column - 1, parsed.column + 39) || 'the end of the line',
      todo: 'Correct the line: one JSON object per line, keys and texts in double quotes.',
    }
  }
  const { value } = parsed
  if (!isObject(value)) {
    return problemInRow({ file, line, text }, '', {
      what: 'the line is not an object',
      expected: 'an object with an id, such as {"id": "a-1", "question": "…", "answer": "…"}',
      found: shown(value),
      todo: 'Name the fields.',
    })
  }
  return { values: value, file, line, text }
}

function readRow(file: string, text: string, line: number): Row | Problem {
  const row = readObject(file, text, line)
  if ('what' in row) return row
  const { values } = row
  const { id } = values
  if (typeof id === 'string' && id.trim() !== '') return { id, ...row }
  const meant = id === undefined ? nearest('id', Object.keys(values)) : undefined
  return problemInRow(row, 'id', {
    what: id === undefined ? 'the row has no `id`' : '`id` is not a text',
    expected: 'an id in quotes, unique among the test rows and exemplars of its task',
    found: id === undefined ? `only ${Object.keys(values).join(', ') || 'an empty object'}` : shown(id),
    ...(meant === undefined ? {} : { nearest: meant }),
    todo: 'Give the row an id that it keeps: results are stored under it.',
  })
}

type Parsed = { state: 'read'; value: unknown } | { state: 'broken'; column: number; expected: string }

function parse(text: string): Parsed {
  try {
    return { state: 'read', value: JSON.parse(text) }
  } catch {
    const scan = scanRow(text)
    return scan.state === 'broken' ? scan : { state: 'broken', column: 1, expected: 'JSON' }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function noRows(file: string): Problem {
  return {
    file,
    line: 1,
    column: 1,
    what: 'the file has no rows',
    expected: 'one JSON object per line',
    found: 'an empty file',
    todo: 'Add the rows, or name another file.',
  }
}
