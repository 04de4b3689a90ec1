import { describe, expect, it } from 'vitest'
import {
  correlation,
  count,
  difference,
  duration,
  percent,
  plusMinus,
  points,
  probability,
  times,
  tokens,
} from './number.ts'

describe('numbers read as people write them', () => {
  it.each([
    [points(0.508), '50.8'],
    [points(1), '100.0'],
    [difference(0.0241), '+2.4'],
    [difference(-0.0034), '−0.3'],
    [difference(-0.0001), '0.0'],
    [plusMinus(0.062), '±6.2'],
    [plusMinus(0.09949), '±9.9'],
    [plusMinus(0.0996), '±10'],
    [plusMinus(0.126), '±13'],
    [percent(0.609), '61 %'],
    [percent(-0.02), '−2 %'],
    [percent(-0.001), '0 %'],
    [correlation(0.862), '.86'],
    [correlation(-0.124), '−.12'],
    [correlation(-0.001), '.00'],
    [correlation(1.04), '1.04'],
    [probability(0.00002), 'p < .0001'],
    [probability(0.00024), 'p = .0002'],
    [probability(0.0342), 'p = .034'],
    [probability(0.3), 'p = .30'],
    [tokens(0), '0'],
    [tokens(812), '812'],
    [tokens(12_345), '12.3 k'],
    [tokens(999_999), '1.00 M'],
    [tokens(2_104_000), '2.10 M'],
    [times(1.017), '1.02 ×'],
    [duration(4.21), '4.2 s'],
    [duration(38.2), '38 s'],
    [duration(192), '3 min 12 s'],
    [duration(7500), '2 h 5 min'],
    [count(1, 'task'), '1 task'],
    [count(41, 'task'), '41 tasks'],
  ])('%s', (found, expected) => {
    expect(found).toBe(expected)
  })
})
