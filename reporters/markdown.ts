import type { Report, ReportCheck } from '../harness/report/report.generated.ts'
import type { RunCost } from '../harness/report/runCost.ts'
import { gateFacts, gateQuestion } from './gateLines.ts'
import { grouped, naming } from './grouped.ts'
import { headline, spending } from './headline.ts'
import { escape, pipeTable, rowsTable } from './markdownText.ts'
import { studyTables } from './markdownTables.ts'
import { points } from './number.ts'
import { propertySection } from './markdownProperties.ts'
import { scoreColumns, scoreRows } from './scoreColumns.ts'
import { found } from './scoreWords.ts'
import { wordsOf } from './verdictLines.ts'
import { DOT } from './verdictWords.ts'

/** The report as a page of Markdown: the verdicts, every score, the tables of the study, and everything that did not go well. */
export function markdown(report: Report, cost: RunCost): string {
  const [study = '', ...parts] = headline(report, cost)
  const blocks = [
    [`# kshot · ${escape(study)}`, '', escape(parts.join(' · '))],
    section('Verdicts', verdicts(report)),
    section('Gates', gates(report, cost)),
    section('Properties', propertySection(report)),
    ...report.models.map(({ name }) => section(titled('Scores', name, report), scores(report, name))),
    ...report.models.flatMap(({ name }) =>
      studyTables(report, name).map(({ title, lines }) => section(titled(title, name, report), lines)),
    ),
    section('Checks', checks(report.checks)),
    section(
      'Missing',
      listed(report.missing, ({ state, reason }) => `${state}: ${reason}`),
    ),
    section(
      'Warnings',
      listed(report.warnings, ({ message }) => message),
    ),
    section('Cost', [escape(spending(report, cost).join(' · '))]),
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${escape(title)}`, '', ...lines]
}

/** One base model needs no name. */
function titled(title: string, model: string, { models }: Report): string {
  return models.length > 1 ? `${title}: ${model}` : title
}

function verdicts({ verdicts: all, models }: Report): string[] {
  return all.flatMap((verdict, index) => {
    const { hypothesis, claim, model, state, reason, toDecide, warnings, expect, asExpected } = verdict
    const { numbers, facts } = wordsOf(verdict)
    const told = [
      ...(state === 'supported' ? [] : [`because ${reason}`]),
      ...toDecide.map(({ text }) => `would decide it: ${text}`),
      ...facts.map((fact) => (fact.startsWith(DOT) ? fact.slice(DOT.length) : fact)),
      ...warnings.map((warning) => `note: ${warning}`),
      ...(asExpected ? [] : [`expected ${expect}: ${verdict.file}:${verdict.line}:${verdict.column}`]),
    ]
    return [
      ...(all[index - 1]?.hypothesis === hypothesis
        ? []
        : [...(index === 0 ? [] : ['']), `**${escape(hypothesis)}** ${escape(claim)}`, '']),
      `- **${state.toUpperCase()}** ${models.length > 1 ? `${escape(model)}: ` : ''}${escape(numbers.join(', '))}`,
      ...told.map((fact) => `  - ${escape(fact)}`),
    ]
  })
}

function gates({ gates: all }: Report, cost: RunCost): string[] {
  return all.flatMap((gate, index) => [
    ...(index === 0 ? [] : ['']),
    `**${escape(gate.gate)}** ${escape(gate.claim)}`,
    '',
    `- **${gate.state.toUpperCase()}** ${escape(gateQuestion(gate))}`,
    ...gateFacts(gate, cost).map((fact) => `  - ${escape(fact)}`),
    `  - ${escape(`${gate.outcome}${gate.expect === undefined ? '' : `, expected ${gate.expect}`}: ${gate.file}:${gate.line}:${gate.column}`)}`,
  ])
}

function scores(report: Report, model: string): string[] {
  const rows = scoreRows(report, model)
  if (rows.length === 0) return ['no score was measured']
  const conditions = report.conditions.filter(
    ({ name, weights }) => weights !== 'none' && rows.some((row) => row.scores.has(name)),
  )
  const columns = scoreColumns(rows, { conditions, margins: true, name: Infinity })
  return [
    ...pipeTable(
      columns.map((column) => ({ ...column, heading: column.heading.map(escape), cells: column.cells.map(escape) })),
    ),
    '',
    'Mean scores in % ± 95 % interval over items and seeds, in the means over tasks. T trained, H held out, U cluster never trained.',
  ]
}

function checks(all: readonly ReportCheck[]): string[] {
  if (all.length === 0) return []
  const open = all.filter(({ state }) => state !== 'passed')
  const rows = open.map(({ state, task, model, condition, atLeast, estimate, file, line }) => [
    `${file}:${line}`,
    state,
    [task, model, condition].join(' · '),
    points(atLeast),
    found(estimate),
  ])
  return [
    `${all.length - open.length} of ${all.length} passed`,
    ...(open.length === 0 ? [] : ['', ...rowsTable(['check', 'answer', 'of', 'at least', 'found'], rows)]),
  ]
}

function listed<T extends { subject: string }>(entries: readonly T[], key: (entry: T) => string): string[] {
  return grouped(entries, key).map(([what, subjects]) => `- ${escape(`${what} (${naming(subjects)})`)}`)
}
