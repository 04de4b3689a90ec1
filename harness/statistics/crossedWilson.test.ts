import { describe, expect, it } from 'vitest'
import { crossedWilson } from './crossedWilson.ts'
import { wilson } from './wilson.ts'

const row = [1, 1, 1, 0, 0, 1, 0, 1, 1, 1]

describe('the score interval over seeds and items', () => {
  it('is Wilson for one seed', () => {
    expect(crossedWilson([row])).toEqual(wilson(7, 10))
  })

  it('is as wide as for one seed, but for t, when seeds agree', () => {
    const one = wilson(7, 10)
    const three = crossedWilson([row, row, row])
    if (one.state === 'undefined' || three.state === 'undefined') throw new Error('both are defined')
    expect(three.upper - three.lower).toBeGreaterThan(one.upper - one.lower)
    expect(three.upper - three.lower).toBeLessThan(1.2 * (one.upper - one.lower))
  })

  it('counts the items once when every answer is right', () => {
    expect(
      crossedWilson([
        [1, 1, 1],
        [1, 1, 1],
      ]),
    ).toEqual(wilson(3, 3))
  })

  it('stays inside [0, 1] when seeds disagree wildly', () => {
    const bounds = crossedWilson([
      [0, 0, 0, 0],
      [1, 1, 1, 1],
    ])
    expect(bounds).toMatchObject({ lower: near(0, 1), upper: near(1, 1) })
  })

  it('covers the true score in 93 to 99 of 100 studies whose seeds and items differ', () => {
    const random = generator(7)
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const studies = 2000
    let covered = 0
    for (let study = 0; study < studies; study += 1) {
      const items = Array.from({ length: 60 }, normal)
      const seeds = Array.from({ length: 3 }, () => 0.4 * normal())
      const bounds = crossedWilson(seeds.map((seed) => items.map((item) => (item + seed + normal() > 0 ? 1 : 0))))
      if (bounds.state === 'estimated' && bounds.lower <= 0.5 && bounds.upper >= 0.5) covered += 1
    }
    expect(covered / studies).toBeGreaterThan(0.93)
    expect(covered / studies).toBeLessThan(0.99)
  })
})

/** Mulberry32: enough for a simulation, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)
