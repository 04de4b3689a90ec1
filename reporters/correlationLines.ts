import type { CorrelatedPair, CorrelationMatrix, Report } from '../harness/report/report.generated.ts'
import { dotted, type Line, paragraph } from './line.ts'
import { correlation, count } from './number.ts'
import { type Column, table, tableWidth } from './table.ts'
import { clean, shorten } from './width.ts'

/**
 * How any two conditions of a base model go together over held-out tasks, as the lower half of a matrix; nothing where no pair could be
 * correlated. Conditions that a verdict or a check names come first where the page is too narrow for all.
 */
export function correlationLines(
  { tables, conditions }: Report,
  model: string,
  columns: number,
  markdown: string | undefined,
): Line[] {
  const matrix = tables.correlations.find((each) => each.model === model)
  if (matrix?.pairs.some((pair) => pair.correlation.state === 'estimated') !== true) return []
  const all = matrix.reliabilities.map(({ condition }) => condition)
  const asked = new Set(conditions.flatMap(({ name, asked: isAsked }) => (isAsked ? [name] : [])))
  const byNeed = [...all.filter((name) => asked.has(name)), ...all.filter((name) => !asked.has(name))]
  const shown = fitting(matrix, all, byNeed, columns)
  const hidden = all.length - shown.length
  const reading = dotted([
    `correlations of true scores over ${count(matrix.tasks, matrix.over === 'held-out tasks' ? 'held-out task' : 'task')}`,
    '* p < .05, corrected for all pairs',
    'in brackets: reliability',
    ...(hidden === 0
      ? []
      : [`${count(hidden, 'other condition')}${markdown === undefined ? '' : ` in ${clean(markdown)}`}`]),
  ])
  return [
    ...paragraph([' '], reading, columns, 'quiet'),
    ...table(
      triangle(matrix, shown),
      shown.map(() => undefined),
    ),
  ]
}

/** As many of the conditions as the page is wide enough for, in the study's order. */
function fitting(
  matrix: CorrelationMatrix,
  all: readonly string[],
  byNeed: readonly string[],
  columns: number,
): readonly string[] {
  let chosen: readonly string[] = []
  for (const name of byNeed) {
    const longer = all.filter((each) => each === name || chosen.includes(each))
    if (tableWidth(triangle(matrix, longer)) > columns) break
    chosen = longer
  }
  return chosen
}

const NAME = 18
const NONE = '–'

/** A row and a column for each condition, with its number. */
function triangle({ pairs, reliabilities }: CorrelationMatrix, names: readonly string[]): Column[] {
  const known = new Map(pairs.map((pair) => [`${pair.a}\n${pair.b}`, pair]))
  return [
    {
      heading: [''],
      cells: names.map((name, row) => ` ${String(row + 1).padStart(2)} ${shorten(clean(name), NAME)}`),
      align: 'left',
    },
    ...names.map((one, column): Column => ({
      heading: [`${column + 1} `],
      cells: names.map((other, row) => {
        if (row < column) return ''
        if (row > column) return cellOf(known.get(`${one}\n${other}`))
        const own = reliabilities.find(({ condition }) => condition === one)?.reliability
        return own?.state === 'estimated' ? `(${correlation(own.value)})` : `${NONE} `
      }),
      align: 'right',
    })),
  ]
}

/** A sign tells what is significant, so that a terminal without colours does too. */
function cellOf(pair: CorrelatedPair | undefined): string {
  if (pair?.correlation.state !== 'estimated') return `${NONE} `
  const isSignificant = pair.adjusted.state === 'estimated' && pair.adjusted.value < 0.05
  return `${correlation(pair.correlation.value)}${isSignificant ? '*' : ' '}`
}
