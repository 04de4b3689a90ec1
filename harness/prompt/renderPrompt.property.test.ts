import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Item } from '../dataset/item.ts'
import type { Condition } from '../suite/study.ts'
import { itemWith } from './itemWith.fixture.ts'
import { wrapsOf } from './wrap.ts'
import { renderPrompt, type Shown, writtenExemplars } from './renderPrompt.ts'

const word = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/)
const items = (prefix: string, most: number) =>
  fc
    .uniqueArray(fc.tuple(word, fc.uniqueArray(word, { minLength: 2, maxLength: 5 }), fc.nat()), {
      minLength: 1,
      maxLength: most,
      selector: ([value]) => value,
    })
    .map((rows) =>
      rows.map(([value, options, at], index) => item(`${prefix}-${index}`, value, options, at % options.length)),
    )
const item = (id: string, value: string, options: string[], index: number): Item =>
  itemWith({ id, fields: [{ label: 'Fact', value }], options, answer: { text: options[index] ?? '', index } })

const gold: Condition = {
  name: 'gold',
  weights: 'base',
  form: 'component',
  cue: true,
  exemplars: { from: 'gold', shots: 4 },
  items: 60,
}
const cases = fc
  .tuple(items('test', 1), items('exemplar', 4))
  .map(([[test], exemplars]) => ({ test: test ?? itemWith({}), exemplars }))

describe('in a prompt with gold exemplars', () => {
  test('each exemplar shows its own answer, in the order shown, and the question shows none', () => {
    fc.assert(
      fc.property(cases, ({ test, exemplars }) => {
        const { text } = renderPrompt(test, gold, {}, { from: 'gold', exemplars })
        const shown = [...text.matchAll(/^Answer (\S+):(.*)$/gm)].map(([, suffix, answer]) => [suffix, answer])
        expect(shown).toEqual([
          ...exemplars.map(({ answer }, index) => [String(index + 1), ` ${answer.text}`]),
          ['Solution', ''],
        ])
        expect(text.endsWith('\nAnswer Solution:')).toBe(true)
      }),
    )
  })

  test('the ids of the exemplars survive, in the order shown', () => {
    fc.assert(
      fc.property(cases, ({ test, exemplars }) => {
        const prompt = renderPrompt(test, gold, {}, { from: 'gold', exemplars })
        expect(prompt.exemplars).toEqual(exemplars.map(({ id }) => id))
      }),
    )
  })

  test('fewer exemplars leave the question and what follows it untouched', () => {
    fc.assert(
      fc.property(cases, ({ test, exemplars }) => {
        const question = (shown: Item[]) =>
          renderPrompt(test, gold, {}, { from: 'gold', exemplars: shown }).text.split('Solution:\n')[1]
        expect(question(exemplars.slice(0, 1))).toBe(question(exemplars))
      }),
    )
  })
})

test('options are shown and continued in the order of the item', () => {
  fc.assert(
    fc.property(cases, fc.boolean(), ({ test, exemplars }, cue) => {
      const { text, continuations } = renderPrompt(test, { ...gold, cue }, {}, { from: 'gold', exemplars })
      expect(text).toContain(`Options Solution: ${test.options.join('; ')}`)
      expect(continuations).toEqual(test.options.map((option) => (cue ? ` ${option}` : `\n${option}`)))
    }),
  )
})

test('the same item gets the same phrasing under every condition', () => {
  const phrased = fc.tuple(fc.string(), fc.uniqueArray(word, { minLength: 1, maxLength: 10 }))
  fc.assert(
    fc.property(phrased, ([id, instructions]) => {
      const item = itemWith({ id, instructions })
      const none: Shown = { from: 'none' }
      const bare = { ...gold, form: 'instruction', cue: false, exemplars: none } satisfies Condition
      const plain = renderPrompt(item, bare, {}, none).text
      expect(instructions).toContain(plain)
      expect(renderPrompt(item, { ...bare, cue: true }, {}, none).text).toBe(`${plain}\nAnswer Solution:`)
      const flan = wrapsOf({ flan: { wrap: { by: 'text', text: '<{{instruction}}>\n' }, shots: 0, maxTokens: 0 } })
      expect(renderPrompt(item, { ...bare, cue: true, weights: { recipe: 'flan' } }, flan, none).text).toBe(
        `<${plain}>\nAnswer Solution:`,
      )
    }),
  )
})

test('written exemplars are cut where the model restates the question, and spliced before the true one', () => {
  const written = writtenExemplars('Example 1:\nFact 1: a\nAnswer 1: b\n\nSolution:\nFact Solution: not the question')
  expect(written).toBe('Example 1:\nFact 1: a\nAnswer 1: b')
  const condition: Condition = { ...gold, exemplars: { from: 'recipe', recipe: 'samplegen', shots: 1 } }
  expect(renderPrompt(itemWith({}), condition, {}, { from: 'recipe', written }).text).toBe(
    'Example 1:\nFact 1: a\nAnswer 1: b\n\nSolution:\nQuestion Solution: the question of item-1\nAnswer Solution:',
  )
})

test('exemplars of another kind than the condition shows are an error', () => {
  expect(() => renderPrompt(itemWith({}), gold, {}, { from: 'none' })).toThrow(
    'condition gold shows exemplars from gold',
  )
  expect(() => renderPrompt(itemWith({}), { ...gold, weights: 'none' }, {}, { from: 'none' })).toThrow('has no weights')
})
