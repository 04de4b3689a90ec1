import { describe, expect, test } from 'vitest'
import type { ReportProperty } from '../harness/report/report.generated.ts'
import { render } from './line.ts'
import { propertySection } from './markdownProperties.ts'
import { propertyLines } from './propertyLines.ts'
import { displayWidth } from './width.ts'

const violated: ReportProperty = {
  property: 'option-order',
  claim: 'The order of the options never changes the answer.',
  model: 'lab',
  subject: 'lab · gold-4',
  state: 'violated',
  expect: 'holds',
  asExpected: false,
  reason: 'a case violates it',
  toDecide: [],
  rewrites: ['option-order'],
  law: 'the answer stays in every case',
  tasks: ['nli/kind'],
  alpha: 0.05,
  seed: 7,
  cases: { planned: 300, tried: 300, unchanged: 12, proved: 0, tied: 0, violated: 17, items: 58 },
  violations: { state: 'estimated', value: 0.059, lower: 0.03, upper: 0.1 },
  robustness: { state: 'undefined', reason: 'one case was asked for' },
  counterexample: {
    task: 'nli/kind',
    item: 'kind-41',
    file: 'suites/lab/data/nli-kind.jsonl',
    line: 41,
    rewrite: 'swap options 1 and 2',
    plan: [{ rewrite: 'option-order', changes: [{ first: 0, second: 0 }] }],
    right: 'yes',
    before: {
      prompt: 'Premise: The dog barks.\nHypothesis: It is a dog.\nSource: a book\nOptions: yes; no\nAnswer Solution:',
      answer: 'yes',
      score: 1,
      options: [
        { text: 'yes', place: 0, share: 0.62 },
        { text: 'no', place: 1, share: 0.38 },
      ],
    },
    after: {
      prompt: 'Premise: The dog barks.\nHypothesis: It is a dog.\nSource: a book\nOptions: no; yes\nAnswer Solution:',
      answer: 'no',
      score: 0,
      options: [
        { text: 'no', place: 1, share: 0.55 },
        { text: 'yes', place: 0, share: 0.45 },
      ],
    },
    seed: 7,
    path: '12:0:1',
    replay: "KSHOT_REPLAY=7/12:0:1 npx vitest run suites/lab/option-order.property.yaml -t 'lab · gold-4'",
    steps: 4,
    ended: 'smallest',
    known: false,
  },
  replayed: false,
  file: 'suites/lab/option-order.property.yaml',
  line: 2,
  column: 1,
}

const withoutCase: ReportProperty = { ...violated }
delete withoutCase.counterexample

const shown = (properties: ReportProperty[], columns: number) => render(propertyLines({ properties }, columns), false)

describe('a property that is violated', () => {
  test('shows its smallest violation, the difference marked by signs, and how to see it again', () => {
    expect(`\n${shown([violated], 120)}`).toMatchInlineSnapshot(`
      "
       property option-order  The order of the options never changes the answer.
           VIOLATED      lab · gold-4: the answer stays in every case, over nli/kind, under option-order
                         because a case violates it
                         300 cases · 17 broke it (6 % [3 %, 10 %], each bound α = 0.05), of 58 items · 12 unchanged
                         smallest: swap options 1 and 2 · nli/kind, item kind-41 (suites/lab/data/nli-kind.jsonl:41) · after 4
                         steps, nothing smaller breaks this item
           as it is written                                           rewritten
           … 2 more the same
           Source: a book                                           │ Source: a book
           Options: ⟦yes⟧; ⟦no⟧                                     ≠ Options: ⟦no⟧; ⟦yes⟧
           Answer Solution:                                         │ Answer Solution:
           yes   62 % →  45 %  chosen before, right
           no    38 % →  55 %  chosen after
                         again: KSHOT_REPLAY=7/12:0:1 npx vitest run suites/lab/option-order.property.yaml -t 'lab · gold-4'
                         expected holds: suites/lab/option-order.property.yaml:2:1
      "
    `)
    expect(`\n${shown([violated], 80)}`).toMatchInlineSnapshot(`
      "
       property option-order  The order of the options never changes the answer.
           VIOLATED      lab · gold-4: the answer stays in every case, over nli/kind,
                         under option-order
             because a case violates it
             300 cases · 17 broke it (6 % [3 %, 10 %], each bound α = 0.05), of 58
             items · 12 unchanged
             smallest: swap options 1 and 2 · nli/kind, item kind-41
             (suites/lab/data/nli-kind.jsonl:41) · after 4 steps, nothing smaller
             breaks this item
           as it is written                       rewritten
           … 2 more the same
           Source: a book                       │ Source: a book
           Options: ⟦yes⟧; ⟦no⟧                 ≠ Options: ⟦no⟧; ⟦yes⟧
           Answer Solution:                     │ Answer Solution:
           yes   62 % →  45 %  chosen before, right
           no    38 % →  55 %  chosen after
             again: KSHOT_REPLAY=7/12:0:1 npx vitest run \\
                    suites/lab/option-order.property.yaml -t 'lab · gold-4'
             expected holds: suites/lab/option-order.property.yaml:2:1
      "
    `)
  })

  test.each([60, 80, 100, 120])('fits %d columns', (columns) => {
    const lines = shown([violated], columns).split('\n')
    expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([])
  })

  test('is a difference of two prompts in Markdown', () => {
    expect(`\n${propertySection({ properties: [violated] }).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      **option-order** The order of the options never changes the answer.

      - **VIOLATED** lab · gold-4: the answer stays in every case, over nli/kind, under option-order
        - because a case violates it
        - 300 cases · 17 broke it (6 % [3 %, 10 %], each bound α = 0.05), of 58 items · 12 unchanged
        - smallest: swap options 1 and 2 · nli/kind, item kind-41 (suites/lab/data/nli-kind.jsonl:41) · after 4 steps, nothing smaller breaks this item
        - failed, expected holds: suites/lab/option-order.property.yaml:2:1

      \`\`\`diff
        Premise: The dog barks.
        Hypothesis: It is a dog.
        Source: a book
      - Options: yes; no
      + Options: no; yes
        Answer Solution:
      \`\`\`

      | option      | as it is written |    rewritten |
      | ----------- | ---------------: | -----------: |
      | yes (right) |     62 %, chosen |         45 % |
      | no          |             38 % | 55 %, chosen |

      \`\`\`
      KSHOT_REPLAY=7/12:0:1 npx vitest run suites/lab/option-order.property.yaml -t 'lab · gold-4'
      \`\`\`
      "
    `)
  })
})

test('a law that the tokens prove has no rate: nobody was asked', () => {
  const holds = { ...withoutCase, state: 'holds' as const, reason: 'none of 300 cases violates it' }
  const proved = (cases: Partial<ReportProperty['cases']>) =>
    shown(
      [
        {
          ...holds,
          cases: { planned: 300, tried: 300, unchanged: 0, proved: 300, tied: 0, violated: 0, items: 58, ...cases },
        },
      ],
      160,
    )
  expect(proved({})).toContain(
    '300 cases · all proved, of 58 items: the same tokens, nobody asked, no token computed\n',
  )
  expect(proved({ unchanged: 40, proved: 260 })).toContain('300 cases · 260 proved, of 58 items: the same tokens')
  expect(proved({ proved: 299 })).toMatch(/300 cases · 0 broke it \(.*\), of 58 items · 299 proved: the same tokens/u)
})

test('flips within rounding are counted, and are no violations', () => {
  const tied: ReportProperty = { ...violated, cases: { ...violated.cases, tied: 2 } }
  expect(shown([tied], 120).replaceAll(/\s+/gu, ' ')).toContain('2 tied: no further apart than rounding, no violation')
})

test('a search that time ended says how many of its cases were tried', () => {
  const ended: ReportProperty = {
    ...withoutCase,
    state: 'inconclusive',
    reason: 'holds in 312 of the planned 1000 cases; then time ended',
    toDecide: ['more time'],
    cases: { planned: 1000, tried: 312, unchanged: 0, proved: 0, tied: 0, violated: 0, items: 60 },
  }
  expect(shown([ended], 120)).toContain('INCONCLUSIVE')
  expect(shown([ended], 120)).toContain('holds in 312 of the planned 1000 cases; then time ended')
})
