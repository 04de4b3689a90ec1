import fc from 'fast-check'
import { expect, test } from 'vitest'
import { casesOf } from './casesOf.ts'

const items = Array.from({ length: 10 }, (_, item) => `item ${item}`)

test('shrinking makes the plan smaller and keeps the item', () => {
  const cases = casesOf(items, fc.nat(1000))
  const found = [1, 2, 3, 4, 5].map((seed) => {
    const run = fc.check(
      fc.property(cases, ({ plan }) => plan < 10),
      { seed },
    )
    if (run.counterexample === null) throw new Error('no violation')
    const [first] = fc.sample(cases, { seed, numRuns: 1, path: run.counterexamplePath.split(':')[0] ?? '' })
    expect(run.counterexample[0]).toEqual({ item: first?.item, plan: 10 })
    return first?.item
  })
  expect(new Set(found).size).toBeGreaterThan(1)
})

test('every item is equally likely', () => {
  const drawn = fc.sample(casesOf(items, fc.nat(1000)), { seed: 3, numRuns: 2000, unbiased: true })
  for (const item of items) {
    const count = drawn.filter((one) => one.item === item).length
    // 200 of each, five standard deviations of 13.4 either way.
    expect(Math.abs(count - 200)).toBeLessThan(67)
  }
})
