import { describe, expect, it } from 'vitest'
import { assembleReport } from '../harness/report/assemble.ts'
import { sampleCost as cost, sampleParts } from '../harness/report/sample.ts'
import { markdown } from './markdown.ts'
import { escape, pipeTable } from './markdownText.ts'
import { reporterContract } from './reporter.contract.ts'

const text = markdown(assembleReport(sampleParts()), cost)
const sectionOf = (title: string) => text.split(/^## /mu).find((part) => part.startsWith(`${title}\n`)) ?? ''

reporterContract('Markdown', markdown)

describe('the Markdown reporter', () => {
  it('has a section for everything that was found', () => {
    expect(text.match(/^#+ .*$/gmu)).toMatchInlineSnapshot(`
      [
        "# kshot · sample",
        "## Verdicts",
        "## Scores",
        "## Correlations over held-out tasks",
        "## Correlations over all tasks",
        "## Groups of tasks and mixtures",
        "## Spread over seeds",
        "## Contrasts of one setting",
        "## Checks",
        "## Missing",
        "## Warnings",
        "## Cost",
      ]
    `)
  })

  it('shows every task under every condition', () => {
    expect(sectionOf('Scores')).toMatchInlineSnapshot(`
      "Scores

      | task                            | chance | zero-shot | zero-shot-cue |    layout |    gold-2 |     gold-4 |       flan | samplegen | samplegen-pipeline |
      | ------------------------------- | -----: | --------: | ------------: | --------: | --------: | ---------: | ---------: | --------: | -----------------: |
      | H closed-book/colour            |   25.0 |  23.3 ±12 |      26.7 ±12 |  45.0 ±13 |  55.0 ±13 |   63.3 ±13 |   59.2 ±13 |  60.0 ±21 |           65.0 ±22 |
      | T closed-book/ruler-of-the-town |   25.0 |  25.0 ±12 |      36.7 ±13 |  50.0 ±12 |  66.7 ±13 |   65.0 ±13 |   74.2 ±13 |  70.0 ±22 |           60.0 ±21 |
      | T nli/kind                      |   33.3 |  66.7 ±13 |     93.3 ±9.3 | 96.7 ±8.0 | 98.3 ±7.2 | 100.0 ±6.0 | 100.0 ±6.0 | 100.0 ±16 |           95.0 ±19 |
      | H nli/number                    |   33.3 |  31.7 ±13 |      30.0 ±13 |  33.3 ±13 |  35.0 ±13 |   31.7 ±13 |   35.8 ±13 |  35.0 ±22 |           40.0 ±21 |
      | U sums/add                      |   25.0 |  20.0 ±12 |      21.7 ±12 |  36.7 ±13 |  38.3 ±13 |   40.0 ±13 |   32.5 ±13 |  35.0 ±22 |           30.0 ±22 |
      | T translation/velan             |   25.0 |  33.3 ±13 |      45.0 ±13 |  85.0 ±11 | 91.7 ±9.7 |  95.0 ±8.7 |  97.5 ±7.5 | 100.0 ±16 |           95.0 ±19 |
      | H translation/velan-back        |    0.0 |  5.0 ±8.7 |      31.7 ±13 |  66.7 ±13 |  78.3 ±12 |   83.3 ±11 |   90.8 ±10 |  90.0 ±20 |           80.0 ±22 |
      | mean held-out                   |   20.8 |  20.0 ±18 |     27.5 ±7.0 |  45.4 ±24 |  51.7 ±32 |   54.6 ±37 |   54.6 ±43 |  55.0 ±42 |           53.8 ±36 |
      | mean trained                    |   27.8 |  41.7 ±55 |      58.3 ±76 |  77.2 ±60 |  85.6 ±41 |   86.7 ±47 |   90.6 ±35 |  90.0 ±43 |           83.3 ±50 |

      Mean scores in % ± 95 % interval over items and seeds, in the means over tasks. T trained, H held out, U cluster never trained.

      "
    `)
  })

  it('tells a verdict with its numbers and doubts', () => {
    expect(sectionOf('Verdicts')).toMatchInlineSnapshot(`
      "Verdicts

      **H1** Across tasks, tuned scores follow the base model's in-context scores.

      - **SUPPORTED** ρ = .86 [.71, .94], 41 tasks in 12 clusters, p = .0002 (Holm .0004)
        - strong: the lower bound reaches .50
        - given zero-shot-cue and chance: .74 [.49, .88], supported
        - reliability gold-4 .93, flan .91, zero-shot-cue .88
        - not corrected for noise: Spearman .81, Kendall .64
        - note: flan has 2 seeds; a third would tell how far seeds differ

      **H2** Tuned scores follow the layout of the prompt alone.

      - **INCONCLUSIVE** ρ = .31 [−.08, .62], 41 tasks in 12 clusters, p = .074 (Holm .074)
        - because the interval holds both 0 and the declared minimum of .50
        - would decide it: about 55 more tasks like these
        - would decide it: at least 20 clusters
        - reliability layout .66, flan .91
        - not corrected for noise: Spearman .81, Kendall .64
        - the interval is approximate: the reliability of layout is below .70
        - expected supported: suites/sample/h2.hypothesis.yaml:7:9

      "
    `)
  })

  it('has the contrasts of one setting', () => {
    expect(sectionOf('Contrasts of one setting')).toMatchInlineSnapshot(`
      "Contrasts of one setting

      Exploratory: mean paired difference in points of every two conditions that differ in one setting alone. The first interval is for tasks like these, the second for exactly these; p is of sign flips of clusters.

      | setting                          |                     difference |           over |               points |    these tasks |    p |   BH |
      | -------------------------------- | -----------------------------: | -------------: | -------------------: | -------------: | ---: | ---: |
      | cue: false → true                |      zero-shot-cue − zero-shot | held-out tasks |  +7.5 [−13.1, +28.1] |  [+4.2, +10.8] |  .38 |  .56 |
      | form: instruction → component    |         layout − zero-shot-cue | held-out tasks |  +17.9 [−2.9, +38.7] | [+13.2, +22.6] |  .13 |  .38 |
      | weights: base → flan             |           flan − zero-shot-cue | held-out tasks | +27.1 [−11.6, +65.8] | [+22.1, +32.0] |  .13 |  .38 |
      | exemplars.shots: 0 → 2           |                gold-2 − layout | held-out tasks |   +6.3 [−2.2, +14.7] |   [+3.2, +9.3] |  .13 |  .38 |
      | exemplars.shots: 0 → 4           |                gold-4 − layout | held-out tasks |   +9.2 [−6.5, +24.9] |  [+5.4, +12.9] |  .25 |  .56 |
      | exemplars.shots: 0 → 2           |    samplegen-pipeline − layout | held-out tasks |  +2.5 [−18.5, +23.5] | [−11.7, +16.7] | 1.00 | 1.00 |
      | exemplars.shots: 2 → 4           |                gold-4 − gold-2 | held-out tasks |   +2.9 [−5.0, +10.8] |   [+0.2, +5.6] |  .38 |  .56 |
      | exemplars.from: gold → samplegen |    samplegen-pipeline − gold-2 | held-out tasks |  −2.5 [−16.3, +11.3] | [−15.9, +10.9] | 1.00 | 1.00 |
      | weights: base → samplegen        | samplegen − samplegen-pipeline | held-out tasks |  +1.3 [−10.7, +13.2] |   [−4.3, +6.8] | 1.00 | 1.00 |
      | cue: false → true                |      zero-shot-cue − zero-shot |      all tasks |  +11.4 [+0.8, +22.1] |  [+8.4, +14.4] |  .13 |  .23 |
      | form: instruction → component    |         layout − zero-shot-cue |      all tasks |  +18.3 [−8.7, +45.3] | [+14.8, +21.9] |  .13 |  .23 |
      | weights: base → flan             |           flan − zero-shot-cue |      all tasks | +29.3 [−10.9, +69.4] | [+25.4, +33.2] |  .13 |  .23 |
      | exemplars.shots: 0 → 2           |                gold-2 − layout |      all tasks |   +7.1 [−2.6, +16.9] |   [+4.7, +9.6] |  .13 |  .23 |
      | exemplars.shots: 0 → 4           |                gold-4 − layout |      all tasks |   +9.3 [−4.1, +22.7] |  [+6.5, +12.1] |  .13 |  .23 |
      | exemplars.shots: 0 → 2           |    samplegen-pipeline − layout |      all tasks |  +3.6 [−10.1, +17.3] |  [−5.6, +12.7] |  .50 |  .56 |
      | exemplars.shots: 2 → 4           |                gold-4 − gold-2 |      all tasks |    +2.1 [−2.0, +6.3] |   [+0.4, +3.9] |  .38 |  .48 |
      | exemplars.from: gold → samplegen |    samplegen-pipeline − gold-2 |      all tasks |   −2.1 [−10.3, +6.0] |  [−10.9, +6.6] |  .75 |  .75 |
      | weights: base → samplegen        | samplegen − samplegen-pipeline |      all tasks |    +3.6 [−2.4, +9.6] |   [−0.6, +7.8] |  .25 |  .38 |

      "
    `)
  })

  it('says what a group of tasks scored and what recipes were tuned on', () => {
    expect(sectionOf('Groups of tasks and mixtures')).toMatchInlineSnapshot(`
      "Groups of tasks and mixtures

      Mean scores in % ± 95 % interval over tasks and seeds; every task counts once.

      | tasks               |   n | chance | zero-shot | zero-shot-cue |    layout |    gold-2 |    gold-4 |     flan | samplegen | samplegen-pipeline |
      | ------------------- | --: | -----: | --------: | ------------: | --------: | --------: | --------: | -------: | --------: | -----------------: |
      | all tasks           |   7 |   23.8 |  29.3 ±18 |      40.7 ±23 |  59.0 ±23 |  66.2 ±23 |  68.3 ±24 | 70.0 ±26 |  70.0 ±26 |           66.4 ±24 |
      | role trained        |   3 |   27.8 |  41.7 ±55 |      58.3 ±76 |  77.2 ±60 |  85.6 ±41 |  86.7 ±47 | 90.6 ±35 |  90.0 ±43 |           83.3 ±50 |
      | role held-out       |   3 |   19.4 |  20.0 ±34 |     29.4 ±6.3 |  48.3 ±42 |  56.1 ±54 |  59.4 ±65 | 61.9 ±68 |  61.7 ±68 |           61.7 ±50 |
      | role untouched      |   1 |   25.0 |      20.0 |          21.7 |      36.7 |      38.3 |      40.0 |     32.5 |      35.0 |               30.0 |
      | cluster closed-book |   2 |   25.0 |  24.2 ±11 |      31.7 ±64 |  47.5 ±32 |  60.8 ±74 |  64.2 ±11 | 66.7 ±91 |  65.0 ±64 |           62.5 ±32 |
      | cluster nli         |   2 |   33.3 | 49.2 ±222 |     61.7 ±402 | 65.0 ±402 | 66.7 ±402 | 65.8 ±434 |     67.9 | 67.5 ±413 |          67.5 ±349 |
      | cluster sums        |   1 |   25.0 |      20.0 |          21.7 |      36.7 |      38.3 |      40.0 |     32.5 |      35.0 |               30.0 |
      | cluster translation |   2 |   12.5 | 19.2 ±180 |      38.3 ±85 | 75.8 ±116 |  85.0 ±85 |  89.2 ±74 | 94.2 ±34 |  95.0 ±64 |           87.5 ±95 |

      - flan: recipe flan, tuned on main
      - samplegen: recipe samplegen
      - samplegen-pipeline: recipe samplegen

      "
    `)
  })

  it('says why a table lacks an entry', () => {
    const [first, ...rest] = sampleParts().cells.filter(({ condition }) => condition === 'layout')
    const others = sampleParts().cells.filter(({ condition }) => condition !== 'layout')
    const partial = markdown(assembleReport({ ...sampleParts(), cells: [...others, ...rest] }), cost)
    expect(partial).toContain(`- – ${first?.task ?? ''}, layout is missing`)
  })

  it('gives each base model its own tables', () => {
    const two = markdown(assembleReport(sampleParts(['small', 'large'])), cost)
    expect(two.match(/^## Scores.*$/gmu)).toEqual(['## Scores: small', '## Scores: large'])
  })
})

describe('a table of Markdown', () => {
  it('keeps its columns whatever a name holds', () => {
    const names = ['a|b', '読解', '*x*_y_']
    const lines = pipeTable([
      { heading: ['name'], cells: names.map(escape), align: 'left' },
      { heading: ['n'], cells: ['1', '10', '100'], align: 'right' },
    ])
    expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      | name       |   n |
      | ---------- | --: |
      | a\\|b       |   1 |
      | 読解       |  10 |
      | \\*x\\*\\_y\\_ | 100 |
      "
    `)
  })
})
