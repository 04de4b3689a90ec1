import { expect, test } from 'vitest'
import { batchMean } from './batchMean.ts'
import { bleu } from './bleu.ts'
import { exactMatch } from './exactMatch.ts'
import { matthews } from './labels.ts'

const rows = (answers: string[], reference: (index: number) => string) =>
  answers.map((answer, index) => exactMatch.statistics(answer, [reference(index)]))

test('a mean of full batches is the mean, and a smaller last batch counts as much as a full one', () => {
  const right = rows([...'aaaabbbb'], () => 'a')
  expect(batchMean(exactMatch, 4).corpus(right)).toEqual(exactMatch.corpus(right))
  expect(exactMatch.corpus(right.slice(0, 5))).toEqual({ state: 'scored', value: 0.8 })
  expect(batchMean(exactMatch, 4).corpus(right.slice(0, 5))).toEqual({ state: 'scored', value: 0.5 })
})

test('BLEU of batches is another number than BLEU of the corpus', () => {
  const metric = bleu('13a')
  const items = ['the cat sat on the mat', 'a dog', 'one two three four five'].map((answer) =>
    metric.statistics(answer, ['the cat sat on a mat today']),
  )
  const [whole, parts] = [metric.corpus(items), batchMean(metric, 1).corpus(items)]
  expect(whole).not.toEqual(parts)
  const alone = items.map((item) => metric.corpus([item])).map((score) => ('value' in score ? score.value : NaN))
  expect(parts).toEqual({ state: 'scored', value: alone.reduce((sum, value) => sum + value, 0) / 3 })
})

test('a batch without variation gives its value by convention, and the mean says so', () => {
  const metric = matthews(['yes', 'no'])
  const items = [
    ['yes', 'yes'],
    ['no', 'no'],
    ['yes', 'yes'],
    ['yes', 'yes'],
  ].map(([answer = '', right = '']) => metric.statistics(answer, [right]))
  expect(metric.corpus(items)).toEqual({ state: 'scored', value: 1 })
  expect(batchMean(metric, 2).corpus(items)).toMatchObject({ state: 'conventional', value: 0.5 })
  expect(batchMean(metric, 2).corpus([])).toEqual({ state: 'undefined', reason: 'there are no items' })
})
