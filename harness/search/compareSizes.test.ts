import { expect, test } from 'vitest'
import { compareSizes } from './compareSizes.ts'

test('the first number that differs decides', () => {
  expect(compareSizes([1, 9], [2, 0])).toBeLessThan(0)
  expect(compareSizes([2, 0], [1, 9])).toBeGreaterThan(0)
  expect(compareSizes([1, 2, 3], [1, 2, 4])).toBeLessThan(0)
})

test('equal sizes are equal', () => {
  expect(compareSizes([1, 2], [1, 2])).toBe(0)
  expect(compareSizes([], [])).toBe(0)
})
