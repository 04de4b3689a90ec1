import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import { renderPrompt, renderRequest } from '../prompt/renderPrompt.ts'
import { wrapsOf } from '../prompt/wrap.ts'
import type { Condition } from '../suite/study.ts'
import type { Variant } from '../study/mixture.ts'
import { flanText, samplegenText } from './trainingText.ts'

const wrap = { by: 'text', text: '<{{instruction}}>\n' } as const
const wraps = wrapsOf({ flan: { wrap, shots: 0, maxTokens: 0 }, samplegen: { wrap, shots: 2, maxTokens: 0 } })
const VARIANTS: Variant[] = ['plain', 'corrupted', 'relevance', 'no-answer', 'unified']

const word = fc.stringMatching(/^[a-z$]{1,8}( [a-z]{1,8}){0,3}$/)
const items = fc
  .record({
    id: fc.string({ minLength: 1 }),
    value: word,
    options: fc.uniqueArray(word, { minLength: 2, maxLength: 5 }),
    at: fc.nat(),
  })
  .map(({ id, value, options, at }) => {
    const index = at % options.length
    const fields = [{ label: 'Fact', value }]
    return itemWith({ id, fields, options, answer: { text: options[index] ?? '', index } })
  })

test('every exemplar shows its own answer and the question its own, except where the variant says not', () => {
  fc.assert(
    fc.property(items, fc.array(items, { maxLength: 4 }), fc.constantFrom(...VARIANTS), (item, exemplars, variant) => {
      const { prompt, completion } = samplegenText(item, exemplars, { recipe: 'samplegen', wraps, variant })
      const shown = [...completion.matchAll(/^Answer (\S+):(.*)$/gmu)].map(([, label, answer]) => [label, answer])
      expect(shown).toEqual([
        ...exemplars.map(({ answer }, at) => [`${at + 1}`, variant === 'corrupted' ? ' (blank)' : ` ${answer.text}`]),
        ['Solution', variant === 'no-answer' ? '' : ` ${item.answer.text}`],
      ])
      expect(prompt).toBe(renderRequest(item, wraps, 'samplegen').text)
    }),
  )
})

test('a FLAN text is the prompt that kshot asks, with or without a cue, and the option that it scores as right', () => {
  fc.assert(
    fc.property(items, fc.boolean(), (item, cue) => {
      const asked = { name: 'flan', form: 'instruction', cue, exemplars: { from: 'none' }, items: 1 } as const
      const condition: Condition = { ...asked, weights: { recipe: 'flan' } }
      const { text, continuations } = renderPrompt(item, condition, wraps, { from: 'none' })
      expect(flanText(item, condition, wraps)).toEqual({
        prompt: text,
        completion: continuations[item.answer.index ?? -1],
      })
    }),
  )
})
