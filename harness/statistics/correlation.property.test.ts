import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kendall } from './kendall.ts'
import { pearson, type Coefficient } from './pearson.ts'
import { shuffle, stream } from './random.ts'
import { midRanks } from './ranks.ts'
import { spearman } from './spearman.ts'

const score = fc.integer({ min: 0, max: 20 }).map((right) => right / 20)
const pairs = fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 30 })
const measures = { pearson, spearman, kendall }

test('mid-ranks always add up to n(n + 1)/2', () => {
  fc.assert(
    fc.property(fc.array(score), (values) => {
      expect(midRanks(values).reduce((sum, rank) => sum + rank, 0)).toBe((values.length * (values.length + 1)) / 2)
    }),
  )
})

test.each(Object.entries(measures))(
  '%s is symmetric, lies in [-1, 1], and changes its sign with one side',
  (_, measure) => {
    fc.assert(
      fc.property(pairs, (points) => {
        const x = points.map(([value]) => value)
        const y = points.map(([, value]) => value)
        const value = measure(x, y)
        expect(near(measure(y, x), value)).toBe(true)
        if (value.state === 'undefined') return
        expect(Math.abs(value.value)).toBeLessThanOrEqual(1)
        const mirrored = measure(
          x,
          y.map((score) => -score),
        )
        expect(near(mirrored, { state: 'estimated', value: -value.value })).toBe(true)
      }),
    )
  },
)

test.each(Object.entries(measures))('%s does not depend on the order of the records', (_, measure) => {
  fc.assert(
    fc.property(pairs, fc.nat(), (points, seed) => {
      const order = points.map((_, record) => record)
      shuffle(order, stream(seed))
      const side = (at: 0 | 1) => points.map((point) => point[at])
      const moved = (at: 0 | 1) => order.map((record) => Number(points[record]?.[at]))
      const before = measure(side(0), side(1))
      const after = measure(moved(0), moved(1))
      expect(near(before, after)).toBe(true)
    }),
  )
})

function near(a: Coefficient, b: Coefficient): boolean {
  if (a.state === 'undefined' || b.state === 'undefined') return a.state === b.state
  return Math.abs(a.value - b.value) < 1e-12
}
