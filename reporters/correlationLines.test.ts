import { expect, test } from 'vitest'
import { assembleReport } from '../harness/report/assemble.ts'
import type { CorrelationMatrix, Report } from '../harness/report/report.generated.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { correlationLines } from './correlationLines.ts'
import { render } from './line.ts'

const report = assembleReport(sampleParts())
const asked = ['gold-4', 'flan']
const at = (of: Report, columns: number) =>
  `\n${render(correlationLines(of, 'lab', columns, '.kshot/report.md'), false)}`

test('every pair stands once, marked where it is significant, with the reliabilities on the diagonal', () => {
  expect(at(withConditions(5), 80)).toMatchInlineSnapshot(`
    "
     correlations of true scores over 55 held-out tasks ·
     * p < .05, corrected for all pairs · in brackets: reliability
                      1      2      3      4      5
      1 variant-1  (.96)
      2 variant-2   .90*  (.96)
      3 variant-3   .65*   .90*  (.96)
      4 gold-4      .40    .65*   .90*  (.96)
      5 flan        .15    .40    .65*   .90*  (.96)
    "
  `)
})

test('a page that is too narrow has the conditions that were asked for, then the first others, and says where the rest is', () => {
  expect(at(withConditions(60), 60)).toMatchInlineSnapshot(`
    "
     correlations of true scores over 55 held-out tasks ·
     * p < .05, corrected for all pairs ·
     in brackets: reliability ·
     54 other conditions in .kshot/report.md
                      1      2      3      4      5      6
      1 variant-1  (.96)
      2 variant-2   .90*  (.96)
      3 variant-3   .65*   .90*  (.96)
      4 variant-4   .40    .65*   .90*  (.96)
      5 gold-4     −.60   −.60   −.60   −.60   (.96)
      6 flan       −.60   −.60   −.60   −.60    .90*  (.96)
    "
  `)
})

test('no line is wider than the page', () => {
  for (const columns of [60, 80, 120]) {
    const lines = at(withConditions(60), columns).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
  }
})

test('nothing is told where no pair could be correlated, or nothing was measured', () => {
  expect(at({ ...report, tables: { ...report.tables, correlations: [matrix(asked, 'undefined')] } }, 80)).toBe('\n')
  expect(at({ ...report, tables: { ...report.tables, correlations: [] } }, 80)).toBe('\n')
})

/** The report with an invented matrix over so many conditions; the last two are asked for. */
function withConditions(count: number): Report {
  const names = [...Array.from({ length: count - 2 }, (_, index) => `variant-${index + 1}`), ...asked]
  const [first] = report.conditions
  if (first === undefined) throw new Error('the sample has a condition')
  const conditions = names.map((name) => ({ ...first, name, asked: asked.includes(name) }))
  return { ...report, conditions, tables: { ...report.tables, correlations: [matrix(names, 'estimated')] } }
}

function matrix(names: readonly string[], state: 'estimated' | 'undefined'): CorrelationMatrix {
  const none = { state: 'undefined', reason: 'too few tasks' } as const
  const found = (value: number) =>
    state === 'undefined' ? none : ({ state, value, standardError: none, interval: none, method: 'invented' } as const)
  return {
    model: 'lab',
    over: 'held-out tasks',
    tasks: 55,
    clusters: 12,
    correction: 'Benjamini-Hochberg',
    reliabilities: names.map((condition) => ({ condition, reliability: { state: 'estimated', value: 0.96 } })),
    pairs: names.flatMap((a, one) =>
      names.slice(one + 1).map((b, step) => ({
        a,
        b,
        items: 60,
        correlation: found(Math.max(-0.6, 0.9 - 0.25 * step)),
        test: none,
        adjusted: { state: 'estimated', value: step > 1 ? 0.05 : 0.0499 },
        spearman: { value: none, interval: none, p: none },
      })),
    ),
  }
}
