import { describe, expect, test } from 'vitest'
import rows from '../../../fixtures/oracle/metrics/numbers.json' with { type: 'json' }
import { relativeError } from '../../../fixtures/oracle/near.ts'
import { numberIn, pearsonScore, spearmanScore } from './numbers.ts'

describe.each(rows)('$name', ({ gold, answers, ...expected }) => {
  test.each([
    ['Pearson', pearsonScore, expected.pearson],
    ['Spearman', spearmanScore, expected.spearman],
  ])('%s correlation equals SciPy', (_, metric, right) => {
    const score = metric.corpus(gold.map((value, i) => metric.statistics(answers[i] ?? '', [String(value)])))
    if (right === null) expect(score.state).toBe('undefined')
    else expect(relativeError(score.state === 'scored' ? score.value : NaN, right)).toBeLessThan(1e-10)
  })

  test('the same answers are no numbers', () => {
    expect(answers.filter((answer) => numberIn(answer) === undefined)).toHaveLength(expected.invalid)
  })
})

test('an item alone has no score', () => {
  expect('item' in pearsonScore).toBe(false)
})

test('a right answer that is not a number is refused', () => {
  expect(() => pearsonScore.statistics('1', ['one'])).toThrow('"one" is not a number')
})
