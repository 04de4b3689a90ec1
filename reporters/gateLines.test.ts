import { describe, expect, test } from 'vitest'
import type { GateTask, ReportGate } from '../harness/report/report.generated.ts'
import { assembleReport } from '../harness/report/assemble.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { gateLines } from './gateLines.ts'
import { render } from './line.ts'

const task = (name: string, value: number, lower: number, upper: number, asked: number): GateTask => ({
  task: name,
  critical: false,
  state: upper < 0 ? 'regression' : lower > -0.03 ? 'no regression' : 'inconclusive',
  difference: { state: 'estimated', value, interval: { state: 'estimated', lower, upper }, method: 'betting' },
  worse: { state: 'e-value', logE: 0.2, corrected: 0 },
  items: { asked, of: 500 },
  ids: [],
  candidate: [],
  baseline: [],
})

const passed: ReportGate = {
  gate: 'checkpoint-1200',
  claim: 'The new checkpoint is no worse than the last release.',
  state: 'no regression',
  outcome: 'passed',
  reason: 'a mean loss of 3 points is excluded',
  candidate: 'lab flan 1234',
  baseline: 'baselines/release.json',
  condition: 'flan',
  margin: 0.03,
  alpha: 0.05,
  method: 'sequential',
  stop: 'each task',
  onInconclusive: 'fail',
  pooled: {
    state: 'estimated',
    value: 0.004,
    interval: { state: 'estimated', lower: -0.021, upper: 0.031 },
    method: 'betting',
  },
  items: { asked: 760, of: 2000 },
  toDecide: [],
  file: 'suites/release.gate.yaml',
  line: 2,
  column: 1,
  tasks: [
    task('closed-book/dish', 0.01, -0.08, 0.1, 190),
    task('misc/sum', 0, -0.05, 0.05, 190),
    task('nli/kind', 0.02, -0.031, 0.09, 190),
    task('nli/query', -0.01, -0.06, 0.03, 190),
  ],
}

const blocked: ReportGate = {
  ...passed,
  state: 'regression',
  outcome: 'failed',
  reason: 'nli/kind got worse (e-Holm)',
  tasks: [...passed.tasks.slice(0, 2), task('nli/kind', -0.217, -0.351, -0.082, 60)],
  items: { asked: 180, of: 2000 },
}

const open: ReportGate = {
  ...passed,
  state: 'inconclusive',
  outcome: 'warned',
  reason: 'no task is shown to be worse, and a mean loss of 3 points is not excluded',
  items: { asked: 2000, of: 2000 },
  toDecide: ['about 900 items a task would pass it, if the checkpoints are equally good (now 500)'],
}

const cost = {
  seconds: 12,
  cells: { stored: 0, computed: 8 },
  tokens: { needed: 1, computed: 1, naive: 1 },
  threads: 2,
  saved: [{ gate: 'checkpoint-1200', seconds: 21.4 }],
  placements: [],
  interrupted: false,
}
const shown = (gates: ReportGate[], columns: number) =>
  `\n${render(gateLines(assembleReport({ ...sampleParts(), gates }), cost, columns), false)}`

describe('a gate on the terminal', () => {
  test('says what passed, what is not excluded, and what was saved', () => {
    expect(shown([passed], 120)).toMatchInlineSnapshot(`
      "
       gate checkpoint-1200  The new checkpoint is no worse than the last release.
           NO REGRESSION  lab flan 1234 ≥ baselines/release.json − 3 points, flan
                          because a mean loss of 3 points is excluded
                          mean of 4 tasks +0.4 points [−2.1, +3.1]
                          each by itself: 4 inconclusive
                          largest losses not excluded: closed-book/dish 8.0, nli/query 6.0, misc/sum 5.0 and 1 more
                          decided after 760 of 2000 items (38 %): 1240 items and about 21 s saved
      "
    `)
    expect(shown([passed], 80)).toMatchInlineSnapshot(`
      "
       gate checkpoint-1200  The new checkpoint is no worse than the last release.
           NO REGRESSION  lab flan 1234 ≥ baselines/release.json − 3 points, flan
             because a mean loss of 3 points is excluded
             mean of 4 tasks +0.4 points [−2.1, +3.1]
             each by itself: 4 inconclusive
             largest losses not excluded: closed-book/dish 8.0, nli/query 6.0,
             misc/sum 5.0 and 1 more
             decided after 760 of 2000 items (38 %): 1240 items and about 21 s saved
      "
    `)
  })

  test('names the task that got worse, and the place in the gate file', () => {
    expect(shown([blocked], 120)).toMatchInlineSnapshot(`
      "
       gate checkpoint-1200  The new checkpoint is no worse than the last release.
           REGRESSION     lab flan 1234 ≥ baselines/release.json − 3 points, flan
                          nli/kind −21.7 points [−35.1, −8.2] over 60 items
                          mean of 3 tasks +0.4 points [−2.1, +3.1]
                          each by itself: 1 regression, 2 inconclusive
                          largest losses not excluded: closed-book/dish 8.0, misc/sum 5.0
                          decided after 180 of 2000 items (9 %): 1820 items and about 21 s saved
                          failed: suites/release.gate.yaml:2:1
      "
    `)
    expect(shown([blocked], 80)).toMatchInlineSnapshot(`
      "
       gate checkpoint-1200  The new checkpoint is no worse than the last release.
           REGRESSION     lab flan 1234 ≥ baselines/release.json − 3 points, flan
             nli/kind −21.7 points [−35.1, −8.2] over 60 items
             mean of 3 tasks +0.4 points [−2.1, +3.1]
             each by itself: 1 regression, 2 inconclusive
             largest losses not excluded: closed-book/dish 8.0, misc/sum 5.0
             decided after 180 of 2000 items (9 %): 1820 items and about 21 s saved
             failed: suites/release.gate.yaml:2:1
      "
    `)
  })

  test('says whether the answer is the one that was expected', () => {
    const found = shown([{ ...blocked, outcome: 'passed', expect: 'regression' }], 120)
    expect(found).toMatchInlineSnapshot(`
      "
       gate checkpoint-1200  The new checkpoint is no worse than the last release.
           REGRESSION     lab flan 1234 ≥ baselines/release.json − 3 points, flan
                          nli/kind −21.7 points [−35.1, −8.2] over 60 items
                          mean of 3 tasks +0.4 points [−2.1, +3.1]
                          each by itself: 1 regression, 2 inconclusive
                          largest losses not excluded: closed-book/dish 8.0, misc/sum 5.0
                          decided after 180 of 2000 items (9 %): 1820 items and about 21 s saved
                          as expected
      "
    `)
    const missed = shown([{ ...passed, outcome: 'failed', expect: 'regression' }], 120)
    expect(missed).toContain('expected regression: suites/release.gate.yaml:2:1')
    expect(missed).not.toContain('as expected')
  })

  test('says what would decide an open gate', () => {
    expect(shown([open], 80)).toMatchInlineSnapshot(`
      "
       gate checkpoint-1200  The new checkpoint is no worse than the last release.
           INCONCLUSIVE   lab flan 1234 ≥ baselines/release.json − 3 points, flan
             because no task is shown to be worse, and a mean loss of 3 points is not
             excluded
             mean of 4 tasks +0.4 points [−2.1, +3.1]
             each by itself: 4 inconclusive
             largest losses not excluded: closed-book/dish 8.0, nli/query 6.0,
             misc/sum 5.0 and 1 more
             not decided by all 2000 items
             would decide it: about 900 items a task would pass it, if the checkpoints
             are equally good (now 500)
             warned: suites/release.gate.yaml:2:1
      "
    `)
  })

  test('a quantity that cannot be computed is said with its reason', () => {
    const none = { state: 'undefined' as const, reason: 'a standard error needs two items, got 1' }
    const text = shown([{ ...open, pooled: none, tasks: open.tasks.map((one) => ({ ...one, difference: none })) }], 80)
    expect(text.replaceAll(/\s+/gu, ' ')).toContain(
      'mean of 4 tasks not computable (a standard error needs two items, got 1)',
    )
  })

  test.each([60, 80, 120])('no line is longer than %i columns', (columns) => {
    const lines = shown([passed, { ...blocked, gate: 'x'.repeat(80) }, { ...open, gate: 'open' }], columns).split('\n')
    expect(lines.filter((line) => [...line].length > columns)).toEqual([])
  })
})
