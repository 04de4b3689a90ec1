import { describe, expect, test } from 'vitest'
import { bleu } from './bleu.ts'
import { differingCorpora, differingItems, differingStatistics } from './oracle.fixture.ts'

describe.each(['13a', 'intl', 'char', 'none'] as const)('BLEU with tokenizer %s equals sacreBLEU', (tokens) => {
  const metric = bleu(tokens)

  test('in the counts of every item', () => {
    expect(differingStatistics(metric, (pair) => pair.bleu[tokens].statistics)).toEqual([])
  })

  test('in the score of every item', () => {
    expect(differingItems(metric, (pair) => pair.bleu[tokens].score)).toEqual([])
  })

  test('in the score of every corpus', () => {
    expect(differingCorpora(metric, (corpus) => corpus.bleu[tokens])).toEqual([])
  })
})

test('the corpus score is not the mean of the scores of its parts', () => {
  const metric = bleu('13a')
  const good = metric.statistics('a b c d e f', ['a b c d e f'])
  const poor = metric.statistics('x b', ['a b c d e f g h'])
  expect([metric.item(good), metric.item(poor)]).toEqual([1, expect.closeTo(0.5 * Math.exp(-3))])
  expect(metric.corpus([good, poor])).toEqual({ state: 'scored', value: expect.closeTo(0.4365, 4) as number })
})

test('no items have no score', () => {
  expect(bleu('13a').corpus([])).toMatchObject({ state: 'undefined' })
})
