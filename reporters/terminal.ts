import type { Report, ReportCheck, ReportMissing, ReportWarning } from '../harness/report/report.generated.ts'
import type { RunCost } from '../harness/report/runCost.ts'
import { correlationLines } from './correlationLines.ts'
import { corpusScores } from './corpusScores.ts'
import { gateLines } from './gateLines.ts'
import { grouped, naming } from './grouped.ts'
import { hasCells, headline, spending } from './headline.ts'
import { dotted, type Line, marked, paragraph, render } from './line.ts'
import { mixtureLines } from './mixtureLines.ts'
import { points } from './number.ts'
import { propertyLines } from './propertyLines.ts'
import { scoreTable } from './scoreTable.ts'
import { found } from './scoreWords.ts'
import { verdictLines } from './verdictLines.ts'
import { clean, displayWidth } from './width.ts'
import { writingLines } from './writingLines.ts'

/** Where the text will be shown. */
export interface Page {
  /** Columns of the terminal; no line is longer, from 60 on. */
  columns: number
  /** Whether escape codes for colours may be written. */
  colour: boolean
  /** File of the Markdown report, as a reader would open it; nothing is said of it without. */
  markdown?: string
}

/** The report as text for a terminal: a table per base model, the verdicts, and everything that did not go well. */
export function terminal(report: Report, cost: RunCost, page: Page): string {
  const columns = Math.max(60, page.columns)
  const blocks = [
    header(report, cost, columns),
    // A gate asks checkpoints, a property other prompts: they have no table.
    ...(hasCells(report) ? report.models : []).map((model) => [
      ...(report.models.length > 1 ? paragraph([' '], clean(model.name), columns, 'strong') : []),
      ...apart([
        scoreTable(report, model.name, columns),
        corpusScores(report, model.name, columns),
        writingLines(report, model.name, columns),
        mixtureLines(report, model.name, columns),
        correlationLines(report, model.name, columns, page.markdown),
      ]),
    ]),
    verdictLines(report, columns),
    gateLines(report, cost, columns),
    propertyLines(report, columns),
    checkLines(report, columns),
    missingLines(report.missing, columns),
    warningLines(report.warnings, columns),
    [...costLines(report, cost, columns), ...tableLines(report, page.markdown, columns)],
  ]
  return render(apart(blocks), page.colour)
}

/** Blocks of lines with an empty line between each two. */
function apart(blocks: readonly Line[][]): Line[] {
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block) => [...block, []])
    .slice(0, -1)
}

function header(report: Report, cost: RunCost, columns: number): Line[] {
  const [study = '', ...parts] = headline(report, cost)
  return paragraph([' ', marked('strong', 'kshot'), '  '], dotted([clean(study), ...parts]), columns)
}

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

/** The tables of the study are too large for a terminal: where they are, and which there are. */
function tableLines({ tables }: Report, markdown: string | undefined, columns: number): Line[] {
  const titles: [string, readonly unknown[]][] = [
    ['correlations', tables.correlations],
    ['groups and mixtures', tables.groups],
    ['seeds', tables.seedSpread],
    ['contrasts', tables.contrasts],
    ['exposure', tables.exposure],
  ]
  const there = titles.flatMap(([title, entries]) => (entries.length === 0 ? [] : [title]))
  if (markdown === undefined || there.length === 0) return []
  return paragraph([' ', marked('strong', 'tables'), '  '], dotted([...there, `in ${clean(markdown)}`]), columns)
}

function costLines(report: Report, cost: RunCost, columns: number): Line[] {
  return paragraph([' ', marked('strong', 'tokens'), '  '], dotted(spending(report, cost)), columns)
}
