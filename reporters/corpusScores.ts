import type { Report, ReportCell } from '../harness/report/report.generated.ts'
import { dotted, type Line, paragraph } from './line.ts'
import { correlation, points } from './number.ts'
import { clean } from './width.ts'

/** The scores of all items at once, of each task whose metric is not the mean of its item scores; seeds apart. */
export function corpusScores(report: Report, model: string, columns: number): Line[] {
  const lines = report.tasks.flatMap(({ name, metric }) => {
    const cells = report.cells.filter((cell) => cell.task === name && cell.model === model && cell.corpus !== undefined)
    if (cells.length === 0) return []
    const conditions = [...new Set(cells.map(({ condition }) => condition))].map((condition) => {
      const values = cells.filter((cell) => cell.condition === condition).map(valueOf(metric))
      return `${clean(condition)} ${values.join(', ')}`
    })
    return paragraph([`   ${clean(name)}  ${named[metric] ?? metric}  `], dotted(conditions), columns)
  })
  return lines.length === 0 ? [] : [[' the table has means of item scores; all items at once score'], ...lines]
}

const named: Partial<Record<Report['tasks'][number]['metric'], string>> = {
  'edit-distance': 'word error rate',
  matthews: 'Matthews',
}

function valueOf(metric: Report['tasks'][number]['metric']): (cell: ReportCell) => string {
  return ({ corpus }) => {
    if (corpus === undefined || corpus.score.state === 'undefined') return '—'
    const { value } = corpus.score
    const shown = metric === 'matthews' ? correlation(value) : points(value)
    return corpus.score.state === 'conventional' ? `${shown} by convention` : shown
  }
}
