import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exemplarBlock, solutionBlock } from './componentForm.ts'
import { itemWith } from './itemWith.fixture.ts'
import { blockSeparator, cue } from './markers.ts'
import { joined } from './segment.ts'
import { readExemplars, readRestatement } from './readExemplars.ts'

const word = fc.stringMatching(/^[a-z$(]{1,8}( [a-z.]{1,8}){0,3}$/)
const items = fc
  .record({
    values: fc.tuple(word, word),
    options: fc.option(fc.uniqueArray(word, { minLength: 2, maxLength: 4 }), { nil: [] }),
    answer: word,
  })
  .map(({ values: [fact, question], options, answer }) =>
    itemWith({
      fields: [
        { label: 'Fact (well-known)', value: fact },
        { label: 'Question', value: question },
      ],
      options,
      answer: { text: answer },
    }),
  )
/** Exemplars of one task: all of them have options, or none. */
const cases = fc.record({
  item: items,
  exemplars: fc.array(items, { maxLength: 4 }),
  fields: fc.constantFrom('unified' as const, undefined),
})

test('what exemplars show is read again from a text of them, and the question behind them as well', () => {
  fc.assert(
    fc.property(cases, ({ item, exemplars, fields }) => {
      const named = fields === undefined ? {} : { fields }
      const shown = exemplars.filter(({ options }) => options.length > 0 === item.options.length > 0)
      const blocks = shown.map((exemplar, index) => joined(exemplarBlock(exemplar, index + 1, named)))
      const question = joined(solutionBlock(item, named))
      const text = `${[...blocks, question].join(blockSeparator)}\n${cue} ${item.answer.text}`
      expect(readExemplars(text, item, fields, 4)).toEqual(
        shown.map((exemplar) => ({
          values: exemplar.fields.map(({ value }) => value),
          options: exemplar.options,
          answer: exemplar.answer.text,
        })),
      )
      expect(readRestatement(text)).toBe(question.slice('Solution:\n'.length))
    }),
  )
})

test('an exemplar that lacks a line, or has another number than its place, is not read; the others are', () => {
  fc.assert(
    fc.property(items, fc.nat(), (item, at) => {
      const lines = joined(exemplarBlock(item, 1)).split('\n')
      const broken = lines.toSpliced(at % lines.length, 1).join('\n')
      const text = [broken, joined(exemplarBlock(item, 2)), joined(exemplarBlock(item, 4))].join(blockSeparator)
      expect(readExemplars(text, item, undefined, 3)).toHaveLength(1)
    }),
  )
})

test('a text that never comes to the question restates none', () => {
  expect(readRestatement('Example 1:\nQuestion 1: where is the Solution: here')).toBeUndefined()
})
