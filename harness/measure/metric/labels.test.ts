import { describe, expect, test } from 'vitest'
import rows from '../../../fixtures/oracle/metrics/labels.json' with { type: 'json' }
import { relativeError } from '../../../fixtures/oracle/near.ts'
import { macroF1, matthews } from './labels.ts'

describe.each(rows)('$name', ({ gold, answers, ...expected }) => {
  const labels = [...new Set([...gold, ...answers])].filter((label) => label !== '?').sort()
  const corpusOf = (metric: ReturnType<typeof matthews>) =>
    metric.corpus(gold.map((right, i) => metric.statistics(answers[i] ?? '', [right])))

  test('Matthews correlation equals scikit-learn', () => {
    const score = corpusOf(matthews(labels))
    expect(relativeError('value' in score ? score.value : NaN, expected.matthews)).toBeLessThan(1e-10)
    if (new Set(gold).size === 1 || new Set(answers).size === 1) expect(score.state).toBe('conventional')
  })

  test('macro-F1 equals scikit-learn', () => {
    const score = corpusOf(macroF1(labels))
    expect(relativeError(score.state === 'scored' ? score.value : NaN, expected.macroF1)).toBeLessThan(1e-10)
  })
})

test('a Matthews correlation of 0 by convention says why', () => {
  const metric = matthews(['yes', 'no'])
  const always = ['yes', 'no', 'no'].map((right) => metric.statistics('yes', [right]))
  expect(metric.corpus(always)).toEqual({ state: 'conventional', value: 0, reason: 'all 3 answers are the same' })
})

test('an item is right or wrong; an invalid answer is wrong', () => {
  const metric = macroF1(['yes', 'no'])
  const scores = ['no', 'yes', 'maybe'].map((answer) => metric.item(metric.statistics(answer, ['no'])))
  expect(scores).toEqual([1, 0, 0])
})

test('a right answer that is no label is refused', () => {
  expect(() => matthews(['yes', 'no']).statistics('no', ['maybe'])).toThrow('"maybe" is none of the labels')
})
