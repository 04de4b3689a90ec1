import { describe, expect, test } from 'vitest'
import { conditionWith } from '../suite/conditionWith.fixture.ts'
import type { Recipe } from '../suite/study.ts'
import { chatTemplate } from './chatTemplate.ts'
import { itemWith } from './itemWith.fixture.ts'
import { renderPrompt, renderRequest } from './renderPrompt.ts'
import { wrapsOf } from './wrap.ts'

const template = chatTemplate(
  "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %} {{ strftime_now('%Y') }}",
  'file',
  { bos_token: '<s>' },
)
const recipe = (wrap: Recipe['wrap']): Record<string, Recipe> => ({ tuned: { wrap, shots: 0, maxTokens: 0 } })
const condition = conditionWith({ name: 'tuned', weights: { recipe: 'tuned' }, form: 'instruction' })
const item = itemWith({ instructions: ['Which?'], options: ['a', 'b'] })

describe('a recipe with a chat template', () => {
  const wraps = wrapsOf(recipe({ by: 'chat', system: 'Be brief.', date: '2024-07-26' }), { tuned: template })

  test('asks as the user, after the system message, up to where the assistant answers', () => {
    expect(renderRequest(item, wraps, 'tuned')).toEqual({
      text: '<s><system>Be brief.<user>Which?<assistant> 2024',
      opening: 'template',
    })
  })

  test('has the cue after it, and the options after that', () => {
    const { text, opening, continuations } = renderPrompt(item, condition, wraps, { from: 'none' })
    expect(text).toBe('<s><system>Be brief.<user>Which?<assistant> 2024Answer Solution:')
    expect(opening).toBe('template')
    expect(continuations).toEqual([' a', ' b'])
  })

  test('without a cue is answered by the option alone', () => {
    const { continuations } = renderPrompt(item, { ...condition, cue: false }, wraps, { from: 'none' })
    expect(continuations).toEqual(['a', 'b'])
  })

  test('leaves a base model unwrapped', () => {
    const { text, opening } = renderPrompt(item, { ...condition, weights: 'base' }, wraps, { from: 'none' })
    expect({ text, opening }).toEqual({ text: 'Which?\nAnswer Solution:', opening: 'tokenizer' })
  })

  test('that was not loaded is an error', () => {
    const none = wrapsOf(recipe({ by: 'chat' }))
    expect(() => renderRequest(item, none, 'tuned')).toThrow('recipe tuned wants a chat template, and none was loaded')
  })
})

test('a text of its own is opened by the tokenizer', () => {
  const wraps = wrapsOf(recipe({ by: 'text', text: '[{{instruction}}]\n' }))
  expect(renderRequest(item, wraps, 'tuned')).toEqual({ text: '[Which?]\n', opening: 'tokenizer' })
})
