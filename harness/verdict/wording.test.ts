import { expect, test } from 'vitest'
import { counted, percent, points, short, shortP } from './wording.ts'

test.each([
  [0.857, '.86'],
  [-0.07, '−.07'],
  [1.018, '1.02'],
  [0, '.00'],
  [-0.0031, '−.0031'],
  [1, '1.00'],
])('the correlation %f is written %s', (value, text) => {
  expect(short(value)).toBe(text)
})

test.each([
  [0.034, '.034'],
  [0.0002, '.0002'],
  [0.5, '.50'],
  [0.01062, '.011'],
  [1, '1'],
  [1e-7, '.0000001'],
])('the p-value %f is written %s', (p, text) => {
  expect(shortP(p)).toBe(text)
})

test('counts carry their noun', () => {
  expect([counted(1, 'task'), counted(0, 'task'), counted(1_234_567, 'item')]).toEqual([
    '1 task',
    '0 tasks',
    '1,234,567 items',
  ])
})

test.each([
  [0.0241, '+2.4'],
  [-0.0034, '−0.3'],
  [-0.0001, '0.0'],
])('the difference %f is written %s points', (difference, text) => {
  expect(points(difference)).toBe(text)
})

test('a share is written as 0 or 100 per cent only where it is', () => {
  expect([0, 1e-9, 0.042, 0.9999, 1].map(percent)).toEqual(['0 %', '< 0.1 %', '4.2 %', '> 99.9 %', '100 %'])
})
