import type { Estimate, Report, ReportCheck, ReportMissing, ReportWarning } from '../harness/report/report.generated.ts'
import type { RunCost } from '../harness/report/runCost.ts'
import { corpusScores } from './corpusScores.ts'
import { gateLines } from './gateLines.ts'
import { dotted, type Line, marked, paragraph, render } from './line.ts'
import { count, duration, percent, plusMinus, points, times, tokens } from './number.ts'
import { scoreTable } from './scoreTable.ts'
import { some } from './verdictWords.ts'
import { verdictLines } from './verdictLines.ts'
import { clean, displayWidth } from './width.ts'
import { writingLines } from './writingLines.ts'

/** Where the text will be shown. */
export interface Page {
  /** Columns of the terminal; no line is longer, from 60 on. */
  columns: number
  /** Whether escape codes for colours may be written. */
  colour: boolean
}

/** The report as text for a terminal: a table per base model, the verdicts, and everything that did not go well. */
export function terminal(report: Report, cost: RunCost, page: Page): string {
  const columns = Math.max(60, page.columns)
  const blocks = [
    header(report, cost, columns),
    // A gate asks checkpoints, and has no table.
    ...(report.cells.length === 0 && report.gates.length > 0 ? [] : report.models).map((model) => [
      ...(report.models.length > 1 ? paragraph([' '], clean(model.name), columns, 'strong') : []),
      ...scoreTable(report, model.name, columns),
      ...corpusScores(report, model.name, columns),
      ...writingLines(report, model.name, columns),
    ]),
    verdictLines(report, columns),
    gateLines(report, cost, columns),
    checkLines(report, columns),
    missingLines(report.missing, columns),
    warningLines(report.warnings, columns),
    costLines(report, cost, columns),
  ]
  return render(
    blocks
      .filter((block) => block.length > 0)
      .flatMap((block) => [...block, []])
      .slice(0, -1),
    page.colour,
  )
}

function header(
  { study, environment: { engine }, models, tasks, gates, tokens: { shared } }: Report,
  cost: RunCost,
  columns: number,
): Line[] {
  const parts = [
    count(models.length, 'base model'),
    `${models.reduce((sum, model) => sum + model.tuned.length, 0)} tuned`,
    count(new Set([tasks, ...gates.map((gate) => gate.tasks)].flatMap(names)).size, 'task'),
    ...(engine.state === 'known'
      ? [
          [`${engine.device} ${engine.precision}`, ...(cost.threads > 0 ? [count(cost.threads, 'thread')] : [])].join(
            ', ',
          ),
        ]
      : []),
    duration(cost.seconds),
    ...(shared === undefined ? [] : [`${percent(shared)} of prompt tokens shared`]),
    `${count(cost.cells.stored, 'cell')} from store`,
    ...(study.defects === undefined ? [] : [`defects on: ${some(study.defects)}`]),
    ...(cost.interrupted ? ['interrupted'] : []),
  ]
  return paragraph([' ', marked('strong', 'kshot'), '  '], dotted([clean(study.name), ...parts]), columns)
}

/** Names of tasks: measured ones, or those of a gate. */
const names = (tasks: readonly ({ name: string } | { task: string })[]) =>
  tasks.map((task) => ('name' in task ? task.name : task.task))

function checkLines({ checks, models }: Report, columns: number): Line[] {
  if (checks.length === 0) return []
  const passed = checks.filter((check) => check.state === 'passed').length
  return [
    [' checks  ', marked(passed === checks.length ? 'good' : 'bad', `${passed} of ${checks.length} passed`)],
    ...checks
      .filter((check) => check.state !== 'passed')
      .flatMap((check) => openCheck(check, models.length > 1, columns)),
  ]
}

function openCheck(
  { state, task, model, condition, atLeast, estimate, file, line, column }: ReportCheck,
  several: boolean,
  columns: number,
): Line[] {
  const name = [task, ...(several ? [model] : []), condition].join(' · ')
  const text = clean(`${name}: expected at least ${points(atLeast)}, found ${found(estimate)}`)
  const place = clean(`${file}:${line}:${column}`)
  const first: Line = [
    ' ',
    marked(state === 'failed' ? 'bad' : 'doubt', state === 'failed' ? 'FAILED' : 'OPEN  '),
    '  ',
  ]
  return displayWidth(text) + displayWidth(place) + 12 <= columns
    ? paragraph(first, `${text}  ${place}`, columns)
    : [...paragraph(first, text, columns), ...paragraph(['         '], place, columns)]
}

function found(estimate: Estimate): string {
  if (estimate.state === 'undefined') return `nothing (${estimate.reason})`
  return (
    points(estimate.value) +
    (estimate.interval.state === 'estimated' ? ` ${plusMinus(estimate.interval.plusMinus)}` : '')
  )
}

/** How many subjects are named before the rest is counted. */
const NAMED = 6

function missingLines(missing: readonly ReportMissing[], columns: number): Line[] {
  if (missing.length === 0) return []
  return [
    ...paragraph(
      [' ', marked('bad', 'INCOMPLETE'), '  '],
      `${missing.length} missing; what is above is what is known so far`,
      columns,
    ),
    ...grouped(missing, ({ state, reason }) => `${state}: ${reason}`).flatMap(([reason, subjects]) =>
      paragraph(['   '], `${clean(reason)} (${naming(subjects)})`, columns),
    ),
  ]
}

function warningLines(warnings: readonly ReportWarning[], columns: number): Line[] {
  return grouped(warnings, (warning) => warning.message).flatMap(([message, subjects]) =>
    paragraph([' ', marked('doubt', 'warning'), '  '], `${clean(message)} (${naming(subjects)})`, columns),
  )
}

function costLines(report: Report, cost: RunCost, columns: number): Line[] {
  const { tokens: total } = report
  const parts = [
    ...(report.cells.length === 0 && report.gates.length > 0
      ? []
      : [
          `${tokens(total.needed)} needed`,
          `${tokens(total.computed)} computed${total.needed > 0 ? ` (${times(total.computed / total.needed)})` : ''}`,
          `${tokens(total.naive)} without sharing`,
        ]),
    `this run computed ${tokens(cost.tokens.computed)} in ${count(cost.cells.computed, 'cell')}`,
  ]
  return paragraph([' ', marked('strong', 'tokens'), '  '], dotted(parts), columns)
}

function grouped<T extends { subject: string }>(
  entries: readonly T[],
  key: (entry: T) => string,
): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry.subject])
  return [...groups]
}

function naming(subjects: readonly string[]): string {
  const named = subjects.slice(0, NAMED).map(clean).join(', ')
  return subjects.length > NAMED ? `${named} and ${subjects.length - NAMED} more` : named
}
