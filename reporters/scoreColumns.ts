import type { Chance, Estimate, Report, ReportCondition, ReportTask } from '../harness/report/report.generated.ts'
import type { Mark } from './line.ts'
import { plusMinus, points } from './number.ts'
import { type Column, foldHeading } from './table.ts'
import { clean, clip, displayWidth, shorten } from './width.ts'

/** A task, or the mean of a group of tasks, with its score by condition. */
export interface Row {
  role: ReportTask['role']
  name: string
  chance: Chance
  scores: ReadonlyMap<string, Estimate>
  /** Set on means, which stand out from tasks. */
  mark?: Mark
}

/** How a table is cut to the page. */
export interface Cut {
  conditions: readonly ReportCondition[]
  /** Whether scores carry their ±. */
  margins: boolean
  /** Widest name of a task. */
  name: number
}

/** One letter per role, for the first column. */
export const roleLetters: Record<ReportTask['role'], string> = {
  trained: 'T',
  'held-out': 'H',
  untouched: 'U',
  unknown: '',
}

/** The rows of one base model: its tasks in the report's order, then the means. */
export function scoreRows(report: Report, model: string): Row[] {
  const estimates = report.estimates.filter((estimate) => estimate.model === model)
  const tasks = report.tasks.flatMap(({ role, name, chance }): Row[] => {
    const own = estimates.filter((estimate) => estimate.task === name)
    return own.length === 0 ? [] : [{ role, name: clean(name), chance, scores: byCondition(own) }]
  })
  const means = report.means.filter((mean) => mean.model === model)
  return [
    ...tasks,
    ...means.map(({ group, chance, conditions }): Row => {
      const name = group === 'unknown' ? 'mean' : `mean ${group}`
      return { role: 'unknown', name, chance, scores: byCondition(conditions), mark: 'strong' }
    }),
  ]
}

/** The columns of a table: task, chance, and the conditions of the cut. */
export function scoreColumns(rows: readonly Row[], cut: Cut): Column[] {
  const letters = rows.some((row) => roleLetters[row.role] !== '')
  const lead = (role: Row['role']) => (letters ? roleLetters[role].padEnd(2) : ' ')
  return [
    {
      heading: [`${lead('unknown')}task`],
      cells: rows.map((row) => lead(row.role) + shorten(row.name, cut.name)),
      align: 'left',
    },
    {
      heading: ['chance'],
      cells: rows.map(({ chance }) => (chance.state === 'estimated' ? points(chance.value) : NONE)),
      align: 'right',
    },
    ...cut.conditions.map(({ name }): Column => {
      const estimates = rows.map((row) => row.scores.get(name))
      return { heading: headingOf(name), cells: scoreCells(estimates, cut.margins), align: 'right' }
    }),
  ]
}

/** Where a task has no score under a condition. */
export const NONE = '–'

/** Widest part of a folded heading. */
const HEADING = 12

function byCondition(scores: readonly { condition: string; estimate: Estimate }[]): Map<string, Estimate> {
  return new Map(scores.map(({ condition, estimate }) => [condition, estimate]))
}

function headingOf(condition: string): string[] {
  const parts = foldHeading(clean(condition), HEADING)
  return parts.map((part) => (displayWidth(part) > HEADING ? `${clip(part, HEADING - 1)}…` : part))
}

/** Scores of one column; every ± starts at the same place. */
function scoreCells(estimates: readonly (Estimate | undefined)[], margins: boolean): string[] {
  const distances = estimates.map((estimate) => (margins ? distanceOf(estimate) : ''))
  const widest = Math.max(0, ...distances.map((distance) => distance.length))
  return estimates.map((estimate, index) => {
    const value = estimate?.state === 'estimated' ? points(estimate.value) : NONE
    return widest === 0 ? value : `${value} ${(distances[index] ?? '').padEnd(widest)}`
  })
}

function distanceOf(estimate: Estimate | undefined): string {
  if (estimate?.state !== 'estimated' || estimate.interval.state !== 'estimated') return ''
  return plusMinus(estimate.interval.plusMinus)
}
