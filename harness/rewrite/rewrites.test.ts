import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import { conditionWith } from '../suite/conditionWith.fixture.ts'
import { type Draft, draftOf } from './draft.ts'
import { applyPlan, planWords } from './plan.ts'
import { rewrites } from './rewrites.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the example of the README fails as it says', () => {
  const item = itemWith({ options: ['yes', 'no', 'maybe'], answer: { text: 'yes', index: 0 } })
  const zeroShot = conditionWith({ name: 'zero-shot' })
  const example = () => {
    // README
    const draft = draftOf(item, zeroShot, {}, { from: 'none' })
    const answer = (draft: Draft) => draft.item.options[0] // in place of a model that takes the first option

    fc.assert(
      fc.property(rewrites.optionOrder(), (plan) => {
        assert.equal(answer(applyPlan(draft, plan)), answer(draft), planWords(draft, plan))
      }),
      { seed: 7 },
    )
    // end
  }
  expect(example).toThrow(
    /Counterexample: \[\[\{"rewrite":"option-order","changes":\[\{"first":0,"second":0\}\]\}\]\]/u,
  )
  expect(failure(example)).toContain('swap options 1 and 2')
  const code = /\/\/ README\n([^]*?) *\/\/ end/u.exec(read('rewrites.test.ts'))?.[1] ?? ''
  expect(read('../../README.md')).toContain(code.replaceAll(/^ {4}/gmu, '').trim())
})

test('the README has a row for every rewrite of this list', () => {
  const listed = [...read('../../README.md').matchAll(/^\| `rewrites\.(\w+)\(/gmu)].map(([, name]) => name)
  expect(listed.sort()).toEqual(Object.keys(rewrites).sort())
})

test.each([
  [
    () => rewrites.typos({ rate: 0 }),
    'typos.rate: is not a share of the words: expected a number above 0 and at most 1, found 0.',
  ],
  [() => rewrites.synonyms({ table: {} }), 'synonyms.table: lists nothing'],
  [() => rewrites.synonyms({ table: { big: ['Big'] } }), 'synonyms.table.big.0: is not another word'],
  [() => rewrites.spacing({ kinds: [] }), 'spacing.kinds: lists nothing'],
  [
    () => rewrites.letterCase({ cases: [] }),
    'letter-case.cases: lists nothing: expected at least one of lower, upper, title, found an empty list.',
  ],
  [
    () => rewrites.ladder({ levels: [7] }),
    'ladder.levels: lists what is not known: expected at least one of 1, 2, 3, 4, 5, 6, found 7.',
  ],
  [() => rewrites.exemplarCount({ most: 0 }), 'exemplar-count.most: is not a number of exemplars'],
  [() => rewrites.exemplarCorruption({ kinds: [] }), 'exemplar-corruption.kinds: lists nothing'],
  [() => rewrites.distractor({ sentences: ['a', ' '] }), 'distractor.sentences.1: is not a sentence'],
  [() => rewrites.unicode({ letters: 'aq' }), 'unicode.letters: names letters that have no look-alike'],
  [() => rewrites.unicode({ letters: '', forms: [] }), 'unicode.letters: leaves nothing to try'],
  [() => rewrites.translation({ languages: [] }), 'translation.languages: lists nothing'],
])('%s is refused', (make, message) => {
  expect(make).toThrow(message)
})

function failure(run: () => void): string {
  try {
    run()
    return ''
  } catch (error) {
    return error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error)
  }
}
