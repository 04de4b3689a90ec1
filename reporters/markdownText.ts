import type { Column } from './table.ts'
import { clean, displayWidth, pad } from './width.ts'

/** A text that Markdown shows as it is, also inside a table. */
export function escape(text: string): string {
  return clean(text.replaceAll('\u00A0', ' '))
    .replace(/[\\`*_<>|~#&$]/gu, '\\$&')
    .replace(/\](?=[([:])/gu, '\\]')
}

/** A table whose columns are aligned in the source too; texts are escaped already. */
export function pipeTable(columns: readonly Column[]): string[] {
  const shown = columns.map(({ heading, cells, align }) => {
    const texts = [heading.join(''), ...cells].map((text) => text.trim())
    const width = Math.max(3, ...texts.map(displayWidth))
    const [head = '', ...rows] = texts.map((text) => pad(text, width, align))
    return [head, align === 'left' ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`, ...rows]
  })
  return Array.from(
    { length: shown[0]?.length ?? 0 },
    (_, row) => `| ${shown.map((lines) => lines[row] ?? '').join(' | ')} |`,
  )
}

/** A table from rows of texts; the first column is left-aligned. */
export function rowsTable(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return pipeTable(
    headings.map((heading, index) => ({
      heading: [escape(heading)],
      cells: rows.map((row) => escape(row[index] ?? '')),
      align: index === 0 ? 'left' : 'right',
    })),
  )
}

/** What a page folds away until it is asked for. */
export function folded(summary: string, lines: readonly string[]): string[] {
  return ['<details>', `<summary>${escape(summary)}</summary>`, '', ...lines, '', '</details>']
}
