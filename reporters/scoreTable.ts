import type { Report, ReportCondition } from '../harness/report/report.generated.ts'
import { dotted, type Line, paragraph, unbroken } from './line.ts'
import { count } from './number.ts'
import { type Cut, NONE, roleLetters, type Row, scoreColumns, scoreRows } from './scoreColumns.ts'
import { table, tableWidth } from './table.ts'
import { clean, displayWidth } from './width.ts'

/**
 * The scores of one base model: a row per task, the means below, and what the page was too narrow for.
 *
 * All conditions with their ± where they fit; else the conditions that a verdict or a check names, then others in the
 * study's order, as many as fit; and only where even the named ones do not fit, scores without ±.
 */
export function scoreTable(report: Report, model: string, columns: number): Line[] {
  const rows = scoreRows(report, model)
  if (rows.length === 0) return [[' no score was measured']]
  // The analytic baseline is the chance column.
  const all = report.conditions.filter(
    ({ name, weights }) => weights !== 'none' && rows.some((row) => row.scores.has(name)),
  )
  const cut = fitting(rows, all, columns)
  return [
    ...table(
      scoreColumns(rows, cut),
      rows.map((row) => row.mark),
    ),
    ...legend(report, rows, all, cut, columns),
  ]
}

/** Widths of a name: the least it is cut to, and what it keeps while conditions are left out anyway. */
const NARROWEST = 14
const COMFORTABLE = 18

function fitting(rows: readonly Row[], all: readonly ReportCondition[], columns: number): Cut {
  const longest = Math.max(...rows.map((row) => displayWidth(row.name)))
  const slack = (cut: Cut) => columns - tableWidth(scoreColumns(rows, cut))
  const fits = (cut: Cut) => slack(cut) >= 0
  const narrowest = Math.min(longest, NARROWEST)
  // A shortened name of wide signs may be a column narrower than it is allowed to be, so the slack is an upper bound.
  const widest = (cut: Cut): Cut => (cut.name <= narrowest || fits(cut) ? cut : widest({ ...cut, name: cut.name - 1 }))
  const widened = (cut: Cut): Cut => widest({ ...cut, name: Math.min(longest, cut.name + Math.max(0, slack(cut))) })
  const whole = { conditions: all, margins: true, name: narrowest }
  if (fits(whole)) return widened(whole)

  const asked = all.filter((condition) => condition.asked)
  const margins = fits({ conditions: asked.length === 0 ? all.slice(0, 1) : asked, margins: true, name: narrowest })
  const chosen = new Set<ReportCondition>()
  for (const condition of [...asked, ...all.filter((each) => !each.asked)]) {
    const conditions = all.filter((each) => each === condition || chosen.has(each))
    const name = Math.min(longest, condition.asked ? NARROWEST : COMFORTABLE)
    if (chosen.size > 0 && !fits({ conditions, margins, name })) break
    chosen.add(condition)
  }
  return widened({ conditions: all.filter((condition) => chosen.has(condition)), margins, name: narrowest })
}

function legend(
  report: Report,
  rows: readonly Row[],
  all: readonly ReportCondition[],
  cut: Cut,
  columns: number,
): Line[] {
  const roles = (['trained', 'held-out', 'untouched'] as const).filter((role) => rows.some((row) => row.role === role))
  const over = rows.some((row) => row.mark !== undefined) ? ', in the means over tasks' : ''
  const seeded = cut.conditions.filter((condition) => condition.seeds.length > 1)
  const shorter = cut.conditions.filter((condition) => condition.items < report.study.items)
  const score = report.tasks.every(({ metric }) => RIGHT_OR_WRONG.has(metric))
    ? '% right'
    : '% right, or mean score in %'
  const reading = dotted([
    cut.margins ? `${score} ± 95 % interval over items${seeded.length === 0 ? '' : ' and seeds'}${over}` : score,
    ...(cut.conditions.every(({ name }) => rows.every(({ scores }) => scores.get(name)?.state === 'estimated'))
      ? []
      : [`${NONE} no score`]),
    ...roles.map((role) => `${roleLetters[role]} ${ROLE_NAMES[role]}`),
    ...listed(
      'seeds pooled',
      seeded.map(({ name, seeds }) => `${clean(name)} ${seeds.length}`),
    ),
    ...listed(
      'fewer items',
      shorter.map(({ name, items }) => `${clean(name)} ${items}`),
    ),
  ])
  const hidden = all.filter((condition) => !cut.conditions.includes(condition)).map(({ name }) => unbroken(clean(name)))
  const missing = listed(`left out at ${count(columns, 'column')}`, [...(cut.margins ? [] : ['±']), ...hidden])
  return [reading, ...missing.map((left) => `${left}; a wider terminal and the JSON report have them`)].flatMap(
    (note) => paragraph([' '], note, columns, 'quiet'),
  )
}

const RIGHT_OR_WRONG: ReadonlySet<string> = new Set([
  ...['accuracy', 'matthews', 'macro-f1'],
  ...['exact-match', 'squad-exact-match', 'triviaqa-exact-match'],
])

const ROLE_NAMES = { trained: 'trained', 'held-out': 'held out', untouched: 'cluster never trained' } as const

const listed = (title: string, names: readonly string[]) =>
  names.length === 0 ? [] : [`${title}: ${names.join(', ')}`]
