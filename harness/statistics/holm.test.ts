import { expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/holm.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import { holm } from './holm.ts'

test.each(rows)('$p.length p-values are adjusted as in statsmodels', ({ p, adjusted }) => {
  holm(p).forEach((value, index) => {
    expect(relativeError(value, Number(adjusted[index]))).toBeLessThan(1e-10)
  })
})

test('a p that is no probability is refused, for leaving it out would change the others', () => {
  expect(() => holm([0.1, NaN])).toThrow('p-value 2 of 2: expected a number in [0, 1], got NaN')
  expect(() => holm([1.2])).toThrow('p-value 1 of 1')
})

test('an empty family has nothing to adjust', () => {
  expect(holm([])).toEqual([])
})
