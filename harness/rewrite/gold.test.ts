import { expect, test } from 'vitest'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import { conditionWith } from '../suite/conditionWith.fixture.ts'
import { SuiteError } from '../suite/problem.ts'
import { draftOf } from './draft.ts'
import { applyPlan, type Plan } from './plan.ts'

const item = itemWith({
  fields: [{ label: 'Passage', value: 'A dog went to the market.' }],
  instructions: ['A dog went to the market. Where is it?\nOptions: market; mill'],
  options: ['market', 'mill'],
  answer: { text: 'market', index: 0 },
})
const draft = draftOf(item, conditionWith({}), {}, { from: 'none' })
const refusal = (plan: Plan): string => {
  try {
    applyPlan(draft, plan)
    return 'none'
  } catch (error) {
    if (error instanceof SuiteError) return error.message.replace(/^\S*rows/u, 'rows')
    throw error
  }
}

test('a word that answers the item may not be exchanged', () => {
  expect(refusal([{ rewrite: 'synonyms', changes: [{ word: 'market', by: 'fair' }] }])).toMatchInlineSnapshot(`
    "rows.jsonl:1:1: a rewrite changes what answers item item-1
      expected  "market" to stand in its question still
      found     "A dog went to the fair."
      to do     Take the word out of the rewrite, or leave the rewrite out for this task."
  `)
})

test('a sentence may not say what can be chosen', () => {
  const sentence = 'The mill stood still.'
  expect(refusal([{ rewrite: 'distractor', changes: [{ sentence, at: 'before' }] }])).toMatchInlineSnapshot(`
    "rows.jsonl:1:1: a distractor says what may answer item item-1
      expected  a sentence without "mill"
      found     "The mill stood still."
      to do     Write other \`sentences\`, or leave the rewrite out for this task."
  `)
})

test('a row in another language may not have another answer', () => {
  const twin = { ...item, answer: { text: 'market', index: 1 } }
  const dataset = { items: [item], exemplars: [], translations: { velan: { items: [twin], exemplars: [] } } }
  const other = draftOf(item, conditionWith({}), {}, { from: 'none' }, { dataset })
  expect(() => applyPlan(other, [{ rewrite: 'translation', changes: [{ language: 'velan' }] }])).toThrow(
    'a rewrite changes the right answer of item item-1',
  )
})

test.each<Plan[number]>([
  { rewrite: 'synonyms', changes: [{ word: 'dog', by: 'cat' }] },
  { rewrite: 'option-order', changes: [{ first: 0, second: 0 }] },
  { rewrite: 'unicode', changes: [{ letter: 'a' }] },
])('$rewrite leaves the answer to be found', (step) => {
  expect(refusal([step])).toBe('none')
})
