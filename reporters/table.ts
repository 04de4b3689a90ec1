import type { Line, Mark, Span } from './line.ts'
import { displayWidth, pad } from './width.ts'

/** A column of a table: its heading, folded into lines, and one text per row. */
export interface Column {
  heading: readonly string[]
  cells: readonly string[]
  align: 'left' | 'right'
}

/** Columns that the table takes on the terminal. */
export function tableWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + columnWidth(column), 0) + GAP * (columns.length - 1)
}

/** A table as lines: headings at the foot of the head, then the rows; `marks` holds one mark or none per row. */
export function table(columns: readonly Column[], marks: readonly (Mark | undefined)[]): Line[] {
  const height = Math.max(0, ...columns.map((column) => column.heading.length))
  const head = Array.from({ length: height }, (_, index) =>
    lineOf(columns, (column) => column.heading[index - height + column.heading.length] ?? '', 'strong'),
  )
  const rows = marks.map((mark, row) => lineOf(columns, (column) => column.cells[row] ?? '', mark))
  return [...head, ...rows]
}

/** A heading folded after its hyphens; parts of more than `widest` columns are cut by the caller beforehand. */
export function foldHeading(heading: string, widest: number): string[] {
  const lines: string[] = []
  for (const part of heading.split(/(?<=-)/)) {
    const last = lines.at(-1)
    if (last !== undefined && displayWidth(last + part) <= widest) lines[lines.length - 1] = last + part
    else lines.push(part)
  }
  return lines
}

const GAP = 2

function columnWidth({ heading, cells }: Column): number {
  return Math.max(0, ...heading.map(displayWidth), ...cells.map(displayWidth))
}

function lineOf(columns: readonly Column[], text: (column: Column) => string, mark: Mark | undefined): Line {
  const plain = columns
    .map((column) => pad(text(column), columnWidth(column), column.align))
    .join(' '.repeat(GAP))
    .trimEnd()
  const span: Span = mark === undefined ? plain : { text: plain, mark }
  return [span]
}
