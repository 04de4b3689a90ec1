import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutLayers } from './layerCut.ts'

describe('a model is cut', () => {
  test.each([
    ['in equal halves for equal threads, with one layer of fifteen in the middle', 30, [1, 1], [14, 2, 14]],
    ['with the smaller half below where layers are odd: above lies the head', 32, [1, 1], [15, 2, 15]],
    ['by their threads where one half has more', 30, [2, 1], [18, 2, 10]],
    ['with one in the middle where layers are few', 3, [1, 1], [1, 1, 1]],
    ['so that each half has a layer', 2, [2, 1], [1, 0, 1]],
  ])('%s', (_, layers, [lower = 1, upper = 1], sizes) => {
    const cut = cutLayers({ layers }, { lower, upper })
    expect([cut.lower, cut.middle ?? { begin: 0, end: 0 }, cut.upper].map(({ begin, end }) => end - begin)).toEqual(
      sizes,
    )
  })

  test('so that its parts are all of its layers, in order and none empty', () => {
    const threads = fc.integer({ min: 1, max: 64 })
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), threads, threads, (layers, lower, upper) => {
        const cut = cutLayers({ layers }, { lower, upper })
        const parts = [cut.lower, ...(cut.middle === undefined ? [] : [cut.middle]), cut.upper]
        expect(parts.map(({ begin }) => begin)).toEqual([0, ...parts.slice(0, -1).map(({ end }) => end)])
        expect(parts.at(-1)?.end).toBe(layers)
        expect(parts.every(({ begin, end }) => end > begin)).toBe(true)
      }),
    )
  })
})
