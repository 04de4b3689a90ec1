import { describe, expect, test } from 'vitest'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import type { Condition } from '../suite/study.ts'
import { type Draft, draftOf, renderDraft } from './draft.ts'
import { applyPlan, isChanged, type Plan, planWords } from './plan.ts'

const rowWith = (id: string, answer: number) => {
  const options = ['yes', 'no', 'maybe']
  return itemWith({
    id,
    fields: [{ label: 'Claim', value: 'There is no cat.' }],
    options,
    answer: { text: options[answer] ?? '', index: answer },
  })
}
const item = rowWith('test', 0)
const exemplars = [rowWith('a', 1), rowWith('b', 2)]
const condition: Condition = {
  name: 'any',
  weights: 'base',
  form: 'component',
  cue: true,
  exemplars: { from: 'gold', shots: 2 },
  items: 1,
}
const dataset = { items: [item], exemplars }
const drafted = (how: Partial<Condition> = {}): Draft =>
  draftOf(item, { ...condition, ...how }, {}, { from: 'gold', exemplars }, { dataset })

const called = (...changes: Plan[number]['changes']): Plan => [{ rewrite: 'label-words', changes }]
const nonsense = called({ words: 'nonsense', from: 0 })

describe('words for the options', () => {
  test('stand in the question, in the exemplars and in what is compared, and not in the fields', () => {
    const { text, continuations } = renderDraft(applyPlan(drafted(), nonsense))
    expect(continuations).toEqual([' blick', ' dax', ' fep'])
    expect(text.match(/Options \w+: .*/gu)).toEqual([
      'Options 1: blick; dax; fep',
      'Options 2: blick; dax; fep',
      'Options Solution: blick; dax; fep',
    ])
    expect(text.match(/Answer \d: .*/gu)).toEqual(['Answer 1: dax', 'Answer 2: fep'])
    expect(text.match(/There is no cat\./gu)).toHaveLength(3)
  })

  test('are the same wherever an option stands', () => {
    const order: Plan[number] = { rewrite: 'option-order', changes: [{ first: 0, second: 0 }] }
    const inTurn = [...nonsense, order].map((_, at, all) => (at === 0 ? all : [...all].reverse()))
    for (const plan of inTurn) {
      const { text, continuations } = renderDraft(applyPlan(drafted(), plan))
      expect(text).toContain('Options Solution: dax; blick; fep')
      expect(continuations).toEqual([' dax', ' blick', ' fep'])
    }
  })

  test('are those of the table, or each other’s', () => {
    const table = called({ word: 'yes', by: 'certainly' }, { word: 'never asked', by: 'x' })
    expect(renderDraft(applyPlan(drafted(), table)).continuations).toEqual([' certainly', ' no', ' maybe'])
    expect(planWords(drafted(), table)).toBe('“certainly” for “yes”')
    const swapped = called({ words: 'swapped' })
    expect(renderDraft(applyPlan(drafted(), swapped)).continuations).toEqual([' no', ' maybe', ' yes'])
  })

  test('change a prompt that does not list them', () => {
    const hidden = { ...drafted({ options: 'hidden', exemplars: { from: 'none' } }), shown: { from: 'none' as const } }
    const after = applyPlan(hidden, nonsense)
    expect(renderDraft(after).text).toBe(renderDraft(hidden).text)
    expect(isChanged(hidden, after)).toBe(true)
  })

  test('are refused where two options would have one', () => {
    expect(() => applyPlan(drafted(), called({ word: 'yes', by: 'no' }))).toThrow(
      /rows\.jsonl:1:1: a rewrite gives two options of item test one word\n +expected +different words\n +found +"no" for "yes" and "no"/u,
    )
  })
})
