import { describe, expect, test } from 'vitest'
import { middleOf } from './stages.ts'

describe('a model is cut', () => {
  test.each([
    ['in equal halves for equal threads', 30, 1, 1, 15],
    ['with the smaller half below where layers are odd: above lies the head', 31, 1, 1, 15],
    ['by their threads where one half has more', 30, 2, 1, 20],
    ['so that each half has a layer', 2, 2, 1, 1],
  ])('%s', (_, layers, lower, upper, middle) => {
    expect(middleOf({ layers }, { lower, upper })).toBe(middle)
  })
})
