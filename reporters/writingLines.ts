import type { Report, ReportCell } from '../harness/report/report.generated.ts'
import { dotted, type Line, paragraph } from './line.ts'
import { percent } from './number.ts'
import { clean } from './width.ts'

type Writing = NonNullable<ReportCell['writing']>

/** What became of the exemplars that models wrote themselves, a line for each condition, over its tasks and seeds. */
export function writingLines(report: Report, model: string, columns: number): Line[] {
  const lines = report.conditions.flatMap(({ name }) => {
    const cells = report.cells.filter((cell) => cell.model === model && cell.condition === name)
    const writings = cells.flatMap(({ writing }) => (writing === undefined ? [] : [writing]))
    return writings.length === 0 ? [] : paragraph([`   ${clean(name)}  `], dotted(partsOf(writings)), columns)
  })
  return lines.length === 0 ? [] : [[' exemplars that models wrote themselves'], ...lines]
}

function partsOf(writings: readonly Writing[]): string[] {
  const total = (pick: (writing: Writing) => number) => writings.reduce((sum, writing) => sum + pick(writing), 0)
  const read = total((writing) => writing.read)
  const rows = total(({ known }) => known.rows)
  const withOptions = writings.filter(({ answerable }) => answerable !== undefined)
  const readWithOptions = withOptions.reduce((sum, writing) => sum + writing.read, 0)
  const questions = total(({ restated }) => restated?.questions ?? 0)
  return [
    `${share(
      read,
      total(({ exemplars }) => exemplars),
    )} have the form`,
    ...(readWithOptions === 0
      ? []
      : [
          `${share(
            total(({ answerable = 0 }) => answerable),
            readWithOptions,
          )} answer with an option`,
        ]),
    ...(read === 0
      ? []
      : [
          `${share(rows, read)} are rows of the pool${
            rows === 0
              ? ''
              : `, ${share(
                  total(({ known }) => known.right),
                  rows,
                )} of these right`
          }`,
          `${share(
            total(({ overlapping }) => overlapping),
            read,
          )} share 13 words with it`,
        ]),
    ...(questions === 0
      ? []
      : [
          `${share(
            total(({ restated }) => restated?.exact ?? 0),
            questions,
          )} of restated questions are the true ones`,
          `word edits ${share(
            total(({ restated }) => restated?.edits ?? 0),
            total(({ restated }) => restated?.words ?? 0),
          )}`,
        ]),
  ]
}

/** Of nothing there is no share; the caller leaves it out where that can be. */
const share = (count: number, of: number) => (of === 0 ? '—' : percent(count / of))
