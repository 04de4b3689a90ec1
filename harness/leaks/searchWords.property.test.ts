import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from '../dataset/item.ts'
import { GRAM, leakIndex } from './leakIndex.ts'
import { searchWords } from './searchWords.ts'
import { GAP } from './testContent.ts'
import { wordsOf } from './wordsOf.ts'

test('an item is found wherever it stands, whatever the case, the punctuation and the spacing', () => {
  fc.assert(
    fc.property(fc.array(question, { minLength: 1, maxLength: 6 }), planting, (questions, { which, ...planted }) => {
      const items = questions.map(itemOf)
      const chosen = which % items.length
      const found = foundIn(layout(partsOf(questions[chosen]), planted), items)
      expect(found.items).toContain(chosen)
    }),
    { numRuns: 500 },
  )
})

test('thirteen words of an item are found wherever they stand', () => {
  const long = fc.record({
    fields: fc.tuple(fc.uniqueArray(rareWord, { minLength: GRAM, maxLength: 30 })),
    answer: fc.constant('yes'),
  })
  fc.assert(
    fc.property(long, fc.nat(), planting, ({ fields, answer }, at, planted) => {
      const all = fields.flat()
      const start = at % (all.length - GRAM + 1)
      const items = [itemOf({ fields, answer }), itemOf({ fields: [['another', 'question']], answer: 'no' })]
      const gram = all.slice(start, start + GRAM)
      expect(foundIn(layout([gram], planted), items)).toEqual({ grams: 1, items: [] })
      expect(foundIn(layout([gram.slice(1)], planted), items).grams).toBe(0)
    }),
  )
})

test('exactly those items are found that a search of every place finds', () => {
  const text = fc.array(fc.constantFrom(...FEW), { maxLength: 80 })
  fc.assert(
    fc.property(fc.array(question, { maxLength: 6 }), text, (questions, words) => {
      const expected = questions.flatMap((each, item) => (standsInOrder(partsOf(each), words) ? [item] : []))
      expect(foundIn(words.join(' '), questions.map(itemOf)).items).toEqual(expected)
    }),
    { numRuns: 1000 },
  )
})

test('thirteen words that are mostly the frame of the task are nobody’s own', () => {
  const items = ['cat', 'dog', 'hen', 'cow'].map((animal) =>
    itemOf({
      fields: [`the ${animal} did not want to go into the house because it was far too cold`.split(' ')],
      answer: 'yes',
    }),
  )
  expect(foundIn('The duck did not want to go into the house because it was far too cold.', items)).toEqual({
    items: [],
    grams: 0,
  })
  expect(
    foundIn('The duck DID not want to go... into the house because it was far too cold', items.slice(0, 1)),
  ).toEqual({ items: [], grams: 2 })
})

test('free text with several right answers is found with any of them', () => {
  const item = {
    ...itemOf({ fields: [['capital', 'of', 'france']], answer: 'Paris' }),
    references: ['Paris', 'Lutetia'],
  }
  expect(foundIn('The capital of France was called Lutetia.', [item]).items).toEqual([0])
  expect(foundIn('The capital of France was called Lyon.', [item]).items).toEqual([])
})

test('options lie between a question and its answer without parting them', () => {
  const options = Array.from({ length: 8 }, (_, number) => `Anla has the hat number ${number}`)
  const item = { ...itemOf({ fields: [['which', 'hat']], answer: options[7] ?? '' }), options }
  expect(foundIn(`Which hat? Options: ${options.join('; ')}. Answer 3: ${options[7] ?? ''}`, [item]).items).toEqual([0])
})

interface Question {
  fields: string[][]
  answer: string
}

const FEW = ['a', 'b', 'c', 'd'] as const
const word = fc.constantFrom<string>(...FEW)
const rareWord = fc.stringMatching(/^[k-z]{6}$/)
const question = fc.record({
  fields: fc.array(fc.array(word, { minLength: 1, maxLength: 16 }), { minLength: 1, maxLength: 3 }),
  answer: word,
})

/** A text around parts: words before, between (never too many) and after, and the way words are written. */
const planting = fc.record({
  which: fc.nat(),
  before: fc.array(rareWord, { maxLength: 20 }),
  between: fc.array(rareWord, { maxLength: GAP }),
  after: fc.array(rareWord, { maxLength: 20 }),
  separator: fc.constantFrom(' ', '\n', '. ', ' — ', '\t|  ', '“', '...\r\n', ' / '),
  isLoud: fc.boolean(),
})

interface Layout {
  before: string[]
  between: string[]
  after: string[]
  separator: string
  isLoud: boolean
}

function layout(parts: readonly (readonly string[])[], { before, between, after, separator, isLoud }: Layout): string {
  const middle = parts.flatMap((part, index) => (index === 0 ? part : [...between, ...part]))
  const text = [...before, ...middle, ...after].join(separator)
  return isLoud ? text.toUpperCase() : text
}

const partsOf = (asked: Question | undefined): string[][] => [...(asked?.fields ?? []), [asked?.answer ?? '']]

function itemOf({ fields, answer }: Question): Item {
  return {
    id: '1',
    fields: fields.map((words, at) => ({ label: `Field ${at}`, value: words.join(' ') })),
    instructions: ['?'],
    options: [],
    answer: { text: answer },
    source: { file: '/t.jsonl', line: 1 },
  }
}

function foundIn(text: string, items: readonly Item[]): { items: number[]; grams: number } {
  const index = leakIndex([items])
  const found = new Set<number>()
  const grams = new Set<number>()
  searchWords(wordsOf(text), index, {
    wants: () => true,
    found: (pattern) => {
      if (pattern.kind === 'gram') grams.add(pattern.gram)
      else for (const item of index.contents[pattern.content]?.items ?? []) found.add(item)
    },
  })
  return { items: [...found].sort((a, b) => a - b), grams: grams.size }
}

/** The rule in its plainest words: some place of each part, in order, near enough to the part before. */
function standsInOrder(
  parts: readonly (readonly string[])[],
  text: readonly string[],
  from = 0,
  to = Infinity,
): boolean {
  const [part, ...rest] = parts
  if (part === undefined) return true
  return text.some(
    (_, at) =>
      at >= from &&
      at <= to &&
      part.every((each, offset) => text[at + offset] === each) &&
      standsInOrder(rest, text, at + part.length, at + part.length + GAP),
  )
}
