import { expect, test } from 'vitest'
import { itemWith } from '../prompt/itemWith.fixture.ts'
import type { Condition, WrittenBy } from '../suite/study.ts'
import type { Measurement } from './measurement.ts'
import { judgeWriting } from './writing.ts'

const spliced: WrittenBy = { from: 'recipe', recipe: 'samplegen', shots: 2 }
const condition = (exemplars: WrittenBy): Condition & { exemplars: WrittenBy } => ({
  name: 'samplegen',
  weights: 'base',
  form: 'component',
  cue: true,
  exemplars,
  items: 2,
})
const options = ['yes', 'no']
const asking = (id: string, value: string, answer = 'yes') =>
  itemWith({ id, fields: [{ label: 'Question', value }], options, answer: { text: answer, index: 0 } })
const long = 'one two three four five six seven eight nine ten eleven twelve'
const items = [asking('i-1', 'Is snow white?'), asking('i-2', 'Is coal white?')]
const pool = [asking('e-1', 'Is grass green?'), asking('e-2', `${long} thirteen?`)]

function wrote(...texts: string[]): Measurement[] {
  return texts.map((text, index) => ({
    state: 'scored',
    item: `i-${index + 1}`,
    options: [],
    gold: 0,
    chosen: { mean: 0, sum: 0 },
    prompt: { sha: '', exemplars: [], written: { text, finish: 'stop-string' } },
  }))
}

const exemplar = (number: number, question: string, answer: string) =>
  `Example ${number}:\nQuestion ${number}: ${question}\nOptions ${number}: yes; no\nAnswer ${number}: ${answer}`

test('exemplars are counted by form, by their options, and by what the pool knows of them', () => {
  const first = `${exemplar(1, 'Is grass green?', 'no')}\n\n${exemplar(2, 'Is the sea green?', 'maybe')}`
  const second = `${exemplar(1, `${long} thirteen!`, 'yes')}\n\n${exemplar(2, 'Is grass green?', 'yes')}`
  expect(judgeWriting(items, wrote(first, second), pool, condition(spliced))).toEqual({
    exemplars: 4,
    read: 4,
    answerable: 3,
    known: { rows: 2, right: 1 },
    overlapping: 0,
  })
  const copied = exemplar(1, `and ${long} thirteen?`, 'yes')
  expect(judgeWriting(items, wrote(copied, 'Exam'), pool, condition(spliced))).toMatchObject({
    read: 1,
    known: { rows: 0, right: 0 },
    overlapping: 1,
  })
})

test('a task without options has no answers to choose from', () => {
  const [free] = [itemWith({ id: 'i-1' })]
  const judged = judgeWriting([free], wrote('Example 1:\nQuestion 1: a\nAnswer 1: b'), [], condition(spliced))
  expect(judged).toEqual({ exemplars: 2, read: 1, known: { rows: 0, right: 0 }, overlapping: 0 })
})

test('a restated question is held against the true one word by word', () => {
  const restated = (question: string) =>
    `Solution:\nQuestion Solution: ${question}\nOptions Solution: yes; no\nAnswer Solution:`
  const texts = wrote(restated('Is snow white?'), `${exemplar(1, 'a', 'no')}\n\n${restated('Is snow black?')}`)
  expect(judgeWriting(items, texts, pool, condition({ ...spliced, restatement: 'own' }))).toMatchObject({
    restated: { questions: 2, exact: 1, edits: 2, words: 18 },
  })
  expect(judgeWriting(items, texts, pool, condition(spliced))).not.toHaveProperty('restated')
})
