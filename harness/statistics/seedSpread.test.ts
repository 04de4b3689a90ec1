import { describe, expect, test } from 'vitest'
import { deviationInterval } from './deviationInterval.ts'
import { seedSpread } from './seedSpread.ts'

describe('the spread over seeds', () => {
  test('of single answers alone is item noise', () => {
    const found = seedSpread([
      [
        [1, 1, 0, 0],
        [1, 1, 1, 0],
      ],
    ])
    expect(found).toMatchObject({
      deviation: near(Math.SQRT1_2 / 4),
      itemNoise: near(Math.SQRT1_2 / 4),
      seeds: near(0),
    })
  })

  test('that moves every answer alike is the seeds', () => {
    const found = seedSpread([
      [
        [0.2, 0.4, 0.6],
        [0.3, 0.5, 0.7],
      ],
    ])
    expect(found).toMatchObject({
      deviation: near(Math.SQRT1_2 / 10),
      itemNoise: near(0),
      seeds: near(Math.SQRT1_2 / 10),
    })
  })

  test('has no interval where the seeds agree', () => {
    const row = [1, 0, 1]
    expect(seedSpread([[row, row, row]])).toMatchObject({
      deviation: 0,
      interval: { state: 'undefined', reason: 'the values do not differ' },
    })
  })

  test.each([
    ['a spread over seeds needs two seeds, got 1', [[[1, 0]]]],
    ['a spread over seeds needs two seeds, got 0', []],
    ['item noise needs two items, got 1', [[[1], [0]]]],
    [
      'tasks with different numbers of seeds',
      [
        [
          [1, 0],
          [1, 1],
        ],
        [[1, 0]],
      ],
    ],
  ])('says why there is none: %s', (reason, tasks) => {
    expect(seedSpread(tasks)).toEqual({ state: 'undefined', reason })
  })
})

describe('the interval of a standard deviation', () => {
  test('of three values reaches from .52 to 6.3 times what was observed', () => {
    expect(deviationInterval(2, 2)).toMatchObject({ lower: near(2 * 0.5206583), upper: near(2 * 6.2847347) })
  })

  test.each([
    ['the values do not differ', 0, 2],
    ['needs 1 to 1000 degrees of freedom, got 0', 1, 0],
    ['needs 1 to 1000 degrees of freedom, got 5000', 1, 5000],
  ])('says why there is none: %s', (reason, deviation, df) => {
    expect(deviationInterval(deviation, df)).toEqual({ state: 'undefined', reason })
  })
})

const near = (value: number): unknown => expect.closeTo(value, 6)
