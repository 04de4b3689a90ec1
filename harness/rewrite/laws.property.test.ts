import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SuiteError } from '../suite/problem.ts'
import { drafts, WORDS } from './draft.fixture.ts'
import { type Draft, renderDraft } from './draft.ts'
import { applyPlan, type Plan } from './plan.ts'
import { REWRITES, type RewriteName, type RewriteSettings } from './registry.ts'
import { rewriteContract } from './rewrite.contract.ts'
import { plansOf, rewrites } from './rewrites.ts'

/** Words of a language that no draft is written in, so that any may become another. */
const table = Object.fromEntries([...WORDS, 'Is it so', 'Tell me'].map((word) => [word, ['zz', 'qq']]))
const SETTINGS: RewriteSettings = {
  spacing: {},
  'letter-case': {},
  punctuation: {},
  'option-order': {},
  'option-labels': {},
  'label-words': {},
  'field-names': {},
  template: {},
  ladder: {},
  'exemplar-order': {},
  'exemplar-choice': {},
  'exemplar-count': {},
  'exemplar-corruption': {},
  distractor: {},
  typos: { rate: 0.05 },
  unicode: {},
  synonyms: { table },
  translation: { languages: ['french'] },
}

/** What the smallest change is called where it alone is enough. */
const SMALLEST: Record<RewriteName, RegExp> = {
  spacing: /^(the space before|a space before|line ends of|an empty line|two spaces|tabs in place)[^,]*$/u,
  'letter-case': /^instructions and field names in (lower|upper|title) case$/u,
  punctuation: /^(no full stops|commas between|bars between|dashes in place)[^,]*$/u,
  'option-order': /^swap options 1 and 2$/u,
  'option-labels': /^(no labels before the options|options \(.\), \(..?\))$/u,
  'label-words': /^“[^”]+” for “[^”]+”(, “[^”]+” for “[^”]+”)*$/u,
  'field-names': /^(fields under|fields called|field names that)/u,
  template: /^phrasing [12] in place of [12], of 2$/u,
  ladder: /^wording of level 1$/u,
  'exemplar-order': /^swap exemplars 1 and 2$/u,
  'exemplar-choice': /^exemplar 1 is [a-e] in place of a$/u,
  'exemplar-count': /^\d exemplars? in place of \d$/u,
  'exemplar-corruption': /^exemplar 1 is (answered “.+” in place of “.+”|x#[ab]|blank)$/u,
  distractor: /^“It rained a little last night\.” after the question$/u,
  typos: /^“[^”]+” for “[^”]+”$/u,
  unicode: /^(“.” becomes U\+....|NF.+)$/u,
  synonyms: /^“zz” for “[^”]+”$/u,
  translation: /^in french$/u,
}

const NAMES = Object.keys(SETTINGS) as RewriteName[]

for (const name of NAMES) rewriteContract(name, SETTINGS[name], { smallest: SMALLEST[name] })

test('every rewrite keeps the contract', () => {
  expect(NAMES.sort()).toEqual(Object.keys(REWRITES).sort())
})

describe('two rewrites', () => {
  const pairs = fc
    .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
    .chain(([a, b]) => fc.tuple(plansOf(a, SETTINGS[a]), plansOf(b, SETTINGS[b])))

  test('composed are one after the other', () => {
    fc.assert(
      fc.property(drafts, pairs, (draft, [a, b]) => {
        expect(outcome(draft, [...a, ...b])).toEqual(outcome(draft, a, b))
      }),
    )
  })

  test('give the same in either order where they touch different parts', () => {
    const touches = ([step]: Plan) => (step === undefined ? [] : REWRITES[step.rewrite].touches)
    const apart = pairs.filter(([a, b]) => !touches(a).some((part) => touches(b).includes(part)))
    fc.assert(
      fc.property(drafts, apart, (draft, [a, b]) => {
        expect(outcome(draft, [...a, ...b])).toEqual(outcome(draft, [...b, ...a]))
      }),
    )
  })

  test('give another prompt in another order where they touch the same, and not otherwise', () => {
    const upper: Plan = [{ rewrite: 'letter-case', changes: [{ case: 'upper' }] }]
    const lower: Plan = [{ rewrite: 'letter-case', changes: [{ case: 'lower' }] }]
    const draft = fc.sample(drafts, { seed: 7, numRuns: 50 }).find(({ condition }) => condition.wording === 'level-2')
    if (draft === undefined) throw new Error('no draft')
    expect(outcome(draft, [...upper, ...lower])).not.toEqual(outcome(draft, [...lower, ...upper]))
  })

  test('are drawn together', () => {
    const both = rewrites.compose(rewrites.optionOrder(), rewrites.typos({ rate: 0.1 }))
    for (const plan of fc.sample(both, 20))
      expect(plan.map(({ rewrite }) => rewrite)).toEqual(['option-order', 'typos'])
  })
})

/** The prompt after some plans, or that one was refused. */
function outcome(draft: Draft, ...plans: Plan[]): unknown {
  try {
    return renderDraft(plans.reduce(applyPlan, draft))
  } catch (error) {
    if (error instanceof SuiteError) return 'refused'
    throw error
  }
}
