import fc from 'fast-check'
import type { Item } from '../dataset/item.ts'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import { wrapsOf } from '../prompt/wrap.ts'
import type { Condition } from '../suite/study.ts'
import { type Draft, draftOf } from './draft.ts'

/** Short ones and long ones; none is capital, as those that rewrites put in may be. */
export const WORDS = 'a i it so cat sky all egg blue open llama market unless vacuum naïve café 7 ok'.split(' ')
const word = fc.constantFrom(...WORDS)
const sentence = fc.array(word, { minLength: 2, maxLength: 8 }).map((words) => `${words.join(' ')}.`)
const options = fc.uniqueArray(
  fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
  { minLength: 2, maxLength: 6 },
)

/** Items with two phrasings, two fields, and options or an answer in free text. */
const items = (id: string): fc.Arbitrary<Item> =>
  fc
    .record({
      premise: sentence,
      claim: sentence,
      options: fc.oneof(options, fc.constant<string[]>([])),
      at: fc.nat(),
      answer: word,
    })
    .map(({ premise, claim, options, at, answer }) => {
      const index = at % Math.max(1, options.length)
      const gold = options[index]
      const listed = options.length === 0 ? '' : `\nOptions: ${options.join('; ')}`
      const phrasings = [
        [['Read this : '], [premise, 'value'], [' Is it so? '], [claim, 'value']],
        [[premise, 'value'], [' Tell me.\n'], [claim, 'value']],
      ] as const
      const built = phrasings.map((parts) => {
        const [text, filled] = parts.reduce<[string, NonNullable<Item['filled']>[number]]>(
          ([before, places], [part, by]) => [
            before + part,
            by === undefined ? places : [...places, { at: before.length, length: part.length, by }],
          ],
          ['', []],
        )
        const place = { at: text.length + '\nOptions: '.length, length: listed.length - '\nOptions: '.length }
        return {
          text: text + listed,
          filled: listed === '' ? filled : [...filled, { ...place, by: 'options' as const }],
        }
      })
      return itemWith({
        id,
        fields: [
          { label: 'Premise', value: premise },
          { label: 'Claim', value: claim },
        ],
        instructions: built.map(({ text }) => text),
        filled: built.map(({ filled }) => filled),
        options,
        answer: gold === undefined ? { text: answer } : { text: gold, index },
      })
    })

const wraps = wrapsOf({
  flan: { wrap: { by: 'text', text: '[INST] {{instruction}} [/INST]\n' }, shots: 0, maxTokens: 0 },
})
const twin = (item: Item): Item => ({
  ...item,
  fields: item.fields.map(({ label, value }) => ({ label: `Le ${label}`, value: value.toUpperCase() })),
})

/** Drafts of every form, with what rewrites may take from around them. */
export const drafts: fc.Arbitrary<Draft> = fc
  .record({
    item: fc.tuple(word, items('test')).map(([id, item]) => ({ ...item, id })),
    pool: fc.tuple(...['a', 'b', 'c', 'd', 'e'].map(items)),
    others: fc.tuple(...['x#a', 'x#b'].map(items)),
    shots: fc.integer({ min: 0, max: 4 }),
    condition: fc.record({
      weights: fc.constantFrom<Condition['weights'][]>('base', { recipe: 'flan' }),
      form: fc.constantFrom<Condition['form'][]>('instruction', 'component'),
      cue: fc.boolean(),
      rewording: fc.constantFrom<Partial<Condition>[]>(
        {},
        {},
        { options: 'lettered-upper' },
        { options: 'hidden' },
        { fields: 'unified' },
        { wording: 'level-2' },
        { wording: 'labelled', suffix: 'Be brief.' },
      ),
    }),
  })
  .map(({ item, pool, others, shots, condition: { rewording, ...asked } }) => {
    const isShown = asked.form === 'component'
    const exemplars: Condition['exemplars'] = isShown ? { from: 'gold', shots } : { from: 'none' }
    const condition: Condition = { name: 'any', items: 1, ...asked, ...rewording, exemplars }
    const shown = isShown ? { from: 'gold' as const, exemplars: pool.slice(0, shots) } : { from: 'none' as const }
    const translations = { french: { items: [twin(item)], exemplars: pool.map(twin) } }
    return draftOf(item, condition, wraps, shown, { dataset: { items: [item], exemplars: pool, translations }, others })
  })
