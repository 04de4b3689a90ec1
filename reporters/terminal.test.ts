import { describe, expect, it } from 'vitest'
import { assembleReport } from '../harness/report/assemble.ts'
import { sampleCost as cost, sampleParts } from '../harness/report/sample.ts'
import { reporterContract } from './reporter.contract.ts'
import { terminal } from './terminal.ts'

const report = assembleReport(sampleParts())
const at = (columns: number) => `\n${terminal(report, cost, { columns, colour: false })}`

reporterContract('terminal', (each, spent) => terminal(each, spent, { columns: 80, colour: false }))

describe('the terminal reporter', () => {
  it('says in its first line which defects are on', () => {
    const parts = sampleParts()
    const study = { ...parts.study, defects: ['free-answers', 'two-parsers'] }
    const told = terminal(assembleReport({ ...parts, study }), cost, { columns: 400, colour: false })
    expect(told).toContain('0 cells from store · defects on: free-answers, two-parsers\n')
    expect(at(400)).not.toContain('defects')
  })

  it('says what a dash among the scores is, where there is one', () => {
    const kept = report.estimates.filter(({ task, condition }) => task !== 'nli/kind' || condition !== 'layout')
    const told = terminal({ ...report, estimates: kept }, cost, { columns: 400, colour: false })
    expect(told).toContain(', in the means over tasks · – no score · T trained')
    expect(at(400)).not.toContain('no score')
  })

  it('fits the table and the verdicts into 80 columns', () => {
    expect(at(80)).toMatchInlineSnapshot(`
      "
       kshot  sample · 1 base model · 2 tuned · 7 tasks · cpu float32, 2 threads ·
              38 s · 61 % of prompt tokens shared · 0 cells from store

                                         zero-shot-
        task                     chance         cue     layout      gold-4        flan
      H closed-book/colour         25.0   26.7 ±12   45.0 ±13    63.3 ±13    59.2 ±13
      T clos…/ruler-of-the-town    25.0   36.7 ±13   50.0 ±12    65.0 ±13    74.2 ±13
      T nli/kind                   33.3   93.3 ±9.3  96.7 ±8.0  100.0 ±6.0  100.0 ±6.0
      H nli/number                 33.3   30.0 ±13   33.3 ±13    31.7 ±13    35.8 ±13
      U sums/add                   25.0   21.7 ±12   36.7 ±13    40.0 ±13    32.5 ±13
      T translation/velan          25.0   45.0 ±13   85.0 ±11    95.0 ±8.7   97.5 ±7.5
      H translation/velan-back      0.0   31.7 ±13   66.7 ±13    83.3 ±11    90.8 ±10
        mean held-out              20.8   27.5 ±7.0  45.4 ±24    54.6 ±37    54.6 ±43
        mean trained               27.8   58.3 ±76   77.2 ±60    86.7 ±47    90.6 ±35
       % right ± 95 % interval over items and seeds, in the means over tasks ·
       T trained · H held out · U cluster never trained · seeds pooled: flan 2
       left out at 80 columns: zero-shot, gold-2, samplegen, samplegen-pipeline; a
       wider terminal and the JSON report have them

       correlations of true scores over 4 held-out tasks ·
       * p < .05, corrected for all pairs · in brackets: reliability
                                   1      2      3      4      5      6      7      8
        1 zero-shot           (−1.05)
        2 zero-shot-cue            –   (.81)
        3 layout                   –   1.02   (.92)
        4 gold-2                   –   1.01   1.00   (.94)
        5 gold-4                   –    .95    .98   1.00   (.96)
        6 flan                     –   1.02    .99   1.00    .98   (.96)
        7 samplegen                –   1.64   1.23   1.17   1.15   1.13   (.88)
        8 samplegen-pipeline       –   1.66   1.15   1.13   1.13   1.13    .99   (.85)

       H1  Across tasks, tuned scores follow the base model's in-context scores.
           SUPPORTED     ρ = .86 [.71, .94], 41 tasks in 12 clusters,
                         p = .0002 (Holm .0004)
             strong: the lower bound reaches .50
             given zero-shot-cue and chance: .74 [.49, .88], supported
             reliability gold-4 .93, flan .91, zero-shot-cue .88
             not corrected for noise: Spearman .81, Kendall .64
             note: flan has 2 seeds; a third would tell how far seeds differ
       H2  Tuned scores follow the layout of the prompt alone.
           INCONCLUSIVE  ρ = .31 [−.08, .62], 41 tasks in 12 clusters,
                         p = .074 (Holm .074)
             because the interval holds both 0 and the declared minimum of .50
             would decide it:
             · about 55 more tasks like these
             · at least 20 clusters
             reliability layout .66, flan .91
             not corrected for noise: Spearman .81, Kendall .64
             the interval is approximate: the reliability of layout is below .70
             expected supported: suites/sample/h2.hypothesis.yaml:7:9

       checks  1 of 2 passed
       FAILED  nli/number · gold-4: expected at least 55.0, found 31.7 ±13
               suites/sample/nli-number.task.yaml:21:5

       INCOMPLETE  1 missing; what is above is what is known so far
         failed: the engine process ended with signal SIGSEGV (sums/add · lab ·
         gold-8)

       warning  the gold answer is the first option of 41 of 60 items; shuffle the
                options (nli/kind, translation/velan)

       tokens  189 k needed · 192 k computed (1.02 ×) · 491 k without sharing ·
               this run computed 192 k in 77 cells
      "
    `)
  })

  it('shows every condition at 120 columns', () => {
    expect(at(120)).toMatchInlineSnapshot(`
      "
       kshot  sample · 1 base model · 2 tuned · 7 tasks · cpu float32, 2 threads · 38 s · 61 % of prompt tokens shared ·
              0 cells from store

                                               zero-shot-                                                           samplegen-
        task                chance  zero-shot         cue     layout     gold-2      gold-4        flan  samplegen    pipeline
      H closed-book/colour    25.0  23.3 ±12    26.7 ±12   45.0 ±13   55.0 ±13    63.3 ±13    59.2 ±13    60.0 ±21    65.0 ±22
      T closed-bo…the-town    25.0  25.0 ±12    36.7 ±13   50.0 ±12   66.7 ±13    65.0 ±13    74.2 ±13    70.0 ±22    60.0 ±21
      T nli/kind              33.3  66.7 ±13    93.3 ±9.3  96.7 ±8.0  98.3 ±7.2  100.0 ±6.0  100.0 ±6.0  100.0 ±16    95.0 ±19
      H nli/number            33.3  31.7 ±13    30.0 ±13   33.3 ±13   35.0 ±13    31.7 ±13    35.8 ±13    35.0 ±22    40.0 ±21
      U sums/add              25.0  20.0 ±12    21.7 ±12   36.7 ±13   38.3 ±13    40.0 ±13    32.5 ±13    35.0 ±22    30.0 ±22
      T translation/velan     25.0  33.3 ±13    45.0 ±13   85.0 ±11   91.7 ±9.7   95.0 ±8.7   97.5 ±7.5  100.0 ±16    95.0 ±19
      H transl…/velan-back     0.0   5.0 ±8.7   31.7 ±13   66.7 ±13   78.3 ±12    83.3 ±11    90.8 ±10    90.0 ±20    80.0 ±22
        mean held-out         20.8  20.0 ±18    27.5 ±7.0  45.4 ±24   51.7 ±32    54.6 ±37    54.6 ±43    55.0 ±42    53.8 ±36
        mean trained          27.8  41.7 ±55    58.3 ±76   77.2 ±60   85.6 ±41    86.7 ±47    90.6 ±35    90.0 ±43    83.3 ±50
       % right ± 95 % interval over items and seeds, in the means over tasks · T trained · H held out ·
       U cluster never trained · seeds pooled: flan 2 · fewer items: samplegen 20, samplegen-pipeline 20

       correlations of true scores over 4 held-out tasks · * p < .05, corrected for all pairs · in brackets: reliability
                                   1      2      3      4      5      6      7      8
        1 zero-shot           (−1.05)
        2 zero-shot-cue            –   (.81)
        3 layout                   –   1.02   (.92)
        4 gold-2                   –   1.01   1.00   (.94)
        5 gold-4                   –    .95    .98   1.00   (.96)
        6 flan                     –   1.02    .99   1.00    .98   (.96)
        7 samplegen                –   1.64   1.23   1.17   1.15   1.13   (.88)
        8 samplegen-pipeline       –   1.66   1.15   1.13   1.13   1.13    .99   (.85)

       H1  Across tasks, tuned scores follow the base model's in-context scores.
           SUPPORTED     ρ = .86 [.71, .94], 41 tasks in 12 clusters, p = .0002 (Holm .0004)
                         strong: the lower bound reaches .50
                         given zero-shot-cue and chance: .74 [.49, .88], supported
                         reliability gold-4 .93, flan .91, zero-shot-cue .88
                         not corrected for noise: Spearman .81, Kendall .64
                         note: flan has 2 seeds; a third would tell how far seeds differ
       H2  Tuned scores follow the layout of the prompt alone.
           INCONCLUSIVE  ρ = .31 [−.08, .62], 41 tasks in 12 clusters, p = .074 (Holm .074)
                         because the interval holds both 0 and the declared minimum of .50
                         would decide it:
                         · about 55 more tasks like these
                         · at least 20 clusters
                         reliability layout .66, flan .91
                         not corrected for noise: Spearman .81, Kendall .64
                         the interval is approximate: the reliability of layout is below .70
                         expected supported: suites/sample/h2.hypothesis.yaml:7:9

       checks  1 of 2 passed
       FAILED  nli/number · gold-4: expected at least 55.0, found 31.7 ±13  suites/sample/nli-number.task.yaml:21:5

       INCOMPLETE  1 missing; what is above is what is known so far
         failed: the engine process ended with signal SIGSEGV (sums/add · lab · gold-8)

       warning  the gold answer is the first option of 41 of 60 items; shuffle the options (nli/kind, translation/velan)

       tokens  189 k needed · 192 k computed (1.02 ×) · 491 k without sharing · this run computed 192 k in 77 cells
      "
    `)
  })

  it('gives scores without ± at 60 columns, and says so', () => {
    expect(at(60).split('\n').slice(4, 20).join('\n')).toMatchInlineSnapshot(`
      "
                                 zero-shot-
        task             chance         cue  layout  gold-4   flan
      H closed-…/colour    25.0        26.7    45.0    63.3   59.2
      T closed-…he-town    25.0        36.7    50.0    65.0   74.2
      T nli/kind           33.3        93.3    96.7   100.0  100.0
      H nli/number         33.3        30.0    33.3    31.7   35.8
      U sums/add           25.0        21.7    36.7    40.0   32.5
      T translat…/velan    25.0        45.0    85.0    95.0   97.5
      H tra…/velan-back     0.0        31.7    66.7    83.3   90.8
        mean held-out      20.8        27.5    45.4    54.6   54.6
        mean trained       27.8        58.3    77.2    86.7   90.6
       % right · T trained · H held out ·
       U cluster never trained · seeds pooled: flan 2
       left out at 60 columns: ±, zero-shot, gold-2, samplegen,
       samplegen-pipeline; a wider terminal and the JSON report"
    `)
  })

  it('writes one table per base model', () => {
    const two = assembleReport(sampleParts(['small', 'large']))
    const text = terminal(two, cost, { columns: 80, colour: false })
    expect(text.split('\n').filter((line) => line === ' small' || line === ' large')).toEqual([' small', ' large'])
    expect(text.match(/^H nli\/number/gm)).toHaveLength(2)
  })

  it('says that an interrupted run is incomplete', () => {
    const interrupted = assembleReport({
      ...sampleParts(),
      cells: [],
      records: [],
      checks: [],
      verdicts: [],
      warnings: [],
      missing: ['h1', 'h2'].map((name) => ({
        subject: `suites/sample/${name}.hypothesis.yaml`,
        state: 'interrupted',
        reason: 'stopped by the user',
      })),
    })
    expect(`\n${terminal(interrupted, { ...cost, interrupted: true }, { columns: 80, colour: false })}`)
      .toMatchInlineSnapshot(`
        "
         kshot  sample · 1 base model · 2 tuned · 7 tasks · cpu float32, 2 threads ·
                38 s · 0 cells from store · interrupted

         no score was measured

         INCOMPLETE  2 missing; what is above is what is known so far
           interrupted: stopped by the user (suites/sample/h1.hypothesis.yaml,
           suites/sample/h2.hypothesis.yaml)

         tokens  0 needed · 0 computed · 0 without sharing ·
                 this run computed 192 k in 77 cells
        "
      `)
  })

  it('says where the tables are, and which there are', () => {
    const told = terminal(report, cost, { columns: 120, colour: false, markdown: '.kshot/report.md' })
    expect(told).toContain(' tables  correlations · groups and mixtures · seeds · contrasts · in .kshot/report.md')
    const empty = assembleReport({ ...sampleParts(), cells: [], records: [], checks: [], verdicts: [] })
    expect(terminal(empty, cost, { columns: 120, colour: false, markdown: 'x.md' })).not.toContain('x.md')
  })

  it('marks what failed in red and what holds in green', () => {
    const text = terminal(report, cost, { columns: 80, colour: true })
    expect(text).toContain('\u001B[31mFAILED\u001B[39m')
    expect(text).toContain('\u001B[32mSUPPORTED   \u001B[39m')
  })
})
