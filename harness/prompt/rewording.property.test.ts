import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Item } from '../dataset/item.ts'
import type { Condition, Drawn, Rewording } from '../suite/study.ts'
import { itemWith } from './itemWith.fixture.ts'
import { renderPrompt } from './renderPrompt.ts'
import { wrapsOf } from './wrap.ts'

const wraps = wrapsOf({ flan: { wrap: { by: 'text', text: '<\n{{instruction}}\n>\n' }, shots: 0, maxTokens: 0 } })
const word = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/)
const items = fc
  .record({
    id: word,
    values: fc.tuple(word, word),
    options: fc.uniqueArray(word, { minLength: 2, maxLength: 30 }),
    at: fc.nat(),
  })
  .map(({ id, values: [fact, question], options, at }) => {
    const index = at % options.length
    const line = options.join('; ')
    return itemWith({
      id,
      fields: [
        { label: 'Fact', value: fact },
        { label: 'Question', value: question },
      ],
      instructions: [`Read ${fact}.\nOptions: ${line}\nThen say ${question}.`, `Say ${question}.\n${line}`],
      filled: [`Read ${fact}.\nOptions: `, `Say ${question}.\n`].map((before) => [
        { at: before.length, length: line.length, by: 'options' },
      ]),
      options,
      answer: { text: options[index] ?? '', index },
    })
  })
const LEVELS = ['level-1', 'level-2', 'level-3', 'level-4', 'level-5', 'level-6'] as const
const rewordings = fc.record<Rewording, never>(
  {
    wording: fc.constantFrom('labelled', 'plain', ...LEVELS),
    options: fc.constantFrom('lettered-upper', 'lettered-lower', 'hidden'),
    fields: fc.constant('unified'),
    suffix: fc.constant('Stop here, please.'),
  },
  { requiredKeys: [] },
)
const forms = fc.record({
  weights: fc.constantFrom<Condition['weights'][]>('base', { recipe: 'flan' }),
  wrap: fc.constantFrom('instruction', 'prompt', 'none'),
  content: fc.constantFrom('whole', 'questions', 'blank'),
  form: fc.constantFrom<Condition['form'][]>('instruction', 'component'),
  cue: fc.boolean(),
})
const cases = fc.record({
  item: items,
  exemplars: fc.array(items, { maxLength: 4 }),
  rewording: rewordings,
  form: forms,
})
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

describe('however a question is put', () => {
  test('exemplars show their own answers in the order shown, or none where the condition says so, and the question shows none', () => {
    holds(({ item, exemplars, rewording, form }) => {
      const { text } = rendered(item, exemplars, rewording, { ...form, form: 'component', cue: true })
      const shown = [...text.matchAll(/^Answer (\S+):(.*)$/gmu)].map(([, mark, answer]) => [mark, answer])
      const answers = exemplars.map(({ answer }) => (form.content === 'blank' ? ' (blank)' : ` ${answer.text}`))
      expect(shown).toEqual([
        ...(form.content === 'questions' ? [] : answers.map((answer, index) => [`${index + 1}`, answer])),
        ...(text.includes('\nAnswer Solution:') ? [['Solution', '']] : []),
      ])
      expect(text.endsWith('Answer Solution:')).toBe(true)
    })
  })

  test('the options are compared in the same words and order, and the exemplars keep their ids', () => {
    holds(({ item, exemplars, rewording, form }) => {
      const plain = rendered(item, exemplars, {}, form)
      const other = rendered(item, exemplars, rewording, form)
      expect(other.continuations).toEqual(plain.continuations)
      expect(other.exemplars).toEqual(plain.exemplars)
      const isShown = form.form === 'component' && form.content !== 'blank'
      expect(other.exemplars).toEqual(isShown ? exemplars.map(({ id }) => id) : [])
    })
  })

  test('letters before the options are all that lettered options change', () => {
    holds(({ item, exemplars, rewording: { wording, fields, suffix }, form }) => {
      const rest = { ...(wording && { wording }), ...(fields && { fields }), ...(suffix && { suffix }) }
      const listed = rendered(item, exemplars, rest, form).text
      for (const options of ['lettered-upper', 'lettered-lower'] as const) {
        const lettered = rendered(item, exemplars, { ...rest, options }, form).text
        const mark = options === 'lettered-upper' ? /\([A-Z]+\) /gu : /\((?!blank)[a-z]+\) /gu
        expect(lettered.replaceAll(mark, '')).toBe(listed)
        expect(lettered).not.toBe(listed)
      }
    })
  })

  test('the line of the options is all that hidden options take away', () => {
    holds(({ item, exemplars, rewording: { suffix, fields }, form }) => {
      const rest = { ...(suffix && { suffix }), ...(fields && { fields }) }
      const lists = new Set([item, ...exemplars].map(({ options }) => options.join('; ')))
      const kept = rendered(item, exemplars, rest, form).text.split('\n')
      const isList = (line: string) => lists.has(line.replace(/^(Options|Input 3)( \S+)?: /u, ''))
      const hidden = rendered(item, exemplars, { ...rest, options: 'hidden' }, form).text
      expect(hidden).toBe(kept.filter((line) => !isList(line)).join('\n'))
    })
  })

  test('the names of the fields are all that unified fields change', () => {
    holds(({ item, exemplars, rewording: { options, suffix }, form }) => {
      const rest = { ...(suffix && { suffix }), ...(options && { options }) }
      const unified = rendered(item, exemplars, { ...rest, fields: 'unified' }, form).text
      const named = unified
        .replaceAll(/^Input 1 /gmu, 'Fact ')
        .replaceAll(/^Input 2 /gmu, 'Question ')
        .replaceAll(/^Input 3 /gmu, 'Options ')
      expect(named).toBe(rendered(item, exemplars, rest, form).text)
    })
  })

  test('a suffix is one line after the question that is asked, and stands there once', () => {
    holds(({ item, exemplars, rewording: { wording, fields, options }, form }) => {
      const rest = { ...(wording && { wording }), ...(fields && { fields }), ...(options && { options }) }
      const suffix = 'Stop here, please.'
      const { text } = rendered(item, exemplars, { ...rest, suffix }, form)
      expect(text.split(`\n${suffix}`).length).toBe(2)
      expect(text.replace(`\n${suffix}`, '')).toBe(rendered(item, exemplars, rest, form).text)
    })
  })
})

function rendered(item: Item, exemplars: readonly Item[], rewording: Rewording, asked: Case['form']) {
  const { weights, wrap, content, form, cue } = asked
  const drawn: Drawn = { from: 'gold', shots: exemplars.length, ...(content === 'whole' ? {} : { content }) }
  const condition: Condition = {
    name: 'any',
    weights,
    form,
    cue,
    ...(wrap === 'instruction' || weights === 'base' ? {} : { wrap }),
    ...rewording,
    exemplars: form === 'component' ? drawn : { from: 'none' },
    items: 1,
  }
  return renderPrompt(item, condition, wraps, form === 'component' ? { from: 'gold', exemplars } : { from: 'none' })
}

function holds(law: (input: Case) => void): void {
  fc.assert(fc.property(cases, law))
}
