import { describe, expect, it } from 'vitest'
import { crossedMean } from './crossedMean.ts'

const table = [
  [1, 0, 1, 1, 0, 1],
  [1, 0, 0, 1, 0, 1],
  [1, 1, 1, 1, 0, 1],
]

describe('the mean over crossed seeds and items', () => {
  it('takes its variance from the mean squares of the two-way table', () => {
    // statsmodels anova_lm(y ~ C(item) + C(seed)): mean squares .533333, .166667, .1
    const { value, variance, degrees } = crossedMean(table)
    expect(value).toBeCloseTo(2 / 3, 12)
    expect(variance).toBeCloseTo((0.5333333333333333 + 0.1666666666666667 - 0.1) / 18, 12)
    expect(degrees).toBeCloseTo(5.01547987616099, 10)
  })

  it('is the variance of a plain mean for one seed', () => {
    expect(crossedMean([[1, 0, 1, 1]])).toEqual({ value: 0.75, variance: 0.0625, degrees: 3 })
  })

  it('does not shrink when a seed is repeated', () => {
    const [row = []] = table
    expect(crossedMean([row, row, row]).variance).toBeCloseTo(crossedMean([row]).variance, 12)
  })

  it('refuses seeds that answered different numbers of items', () => {
    expect(() => crossedMean([[1, 0], [1]])).toThrow('seeds must answer the same items, at least one; found 2, 1')
  })
})
