import { expect, test } from 'vitest'
import { casesToDecide } from './casesToDecide.ts'
import { clopperPearson } from './clopperPearson.ts'
import { clusteredRate, type ClusteredRate } from './clusteredRate.ts'
import { itemsForBound } from './itemsForBound.ts'

test('without an event they are the exact number that excludes the limit', () => {
  const needed = casesToDecide(rateOf(Array.from({ length: 20 }, () => [1, 0])), 0.05, 0.05)
  // By search: of 58 items without an event the bound is .0503, of 59 it is .0495.
  expect(needed).toMatchObject({ cases: 59, items: 59 })
  expect(clopperPearson(0, 58, 0.05)).toMatchObject({ upper: expect.closeTo(0.0503, 4) as number })
})

test('so many cases decide, and one fewer does not, on either side of the limit', () => {
  for (const [happened, limit] of [
    [2, 0.1],
    [14, 0.2],
  ] as const) {
    const rate = rateOf(Array.from({ length: 50 }, (_, item) => [1, Number(item < happened)]))
    const needed = casesToDecide(rate, limit, 0.05)
    if (needed.state === 'undefined') throw new Error(needed.reason)
    const { cases } = needed
    expect(cases).toBeGreaterThan(50)
    // The same share of so many cases, which need not be whole, lies between two whole ones.
    const bound = (events: number) => {
      const bounds = clopperPearson(events, cases, 0.05)
      if (bounds.state === 'undefined') throw new Error(bounds.reason)
      return rate.value < limit ? bounds.upper : bounds.lower
    }
    const [fewer, more] = [bound(Math.floor(rate.value * cases)), bound(Math.ceil(rate.value * cases))]
    expect(rate.value < limit ? fewer : -more).toBeLessThanOrEqual(rate.value < limit ? limit : -limit)
  }
})

test('cases that are alike in an item take more of them, in as many more items', () => {
  const alone = casesToDecide(rateOf(Array.from({ length: 40 }, (_, item) => [1, Number(item < 1)])), 0.1, 0.05)
  const alike = casesToDecide(rateOf(Array.from({ length: 40 }, (_, item) => [5, item < 1 ? 5 : 0])), 0.1, 0.05)
  if (alone.state === 'undefined' || alike.state === 'undefined') throw new Error('undefined')
  expect(alike.cases).toBeGreaterThan(4 * alone.cases)
  expect(alike.items).toBe(Math.ceil(alike.cases / 5))
})

test('a rate on its limit is decided by no number of cases', () => {
  expect(casesToDecide(rateOf([[10, 1]].concat(Array.from({ length: 9 }, () => [10, 1]))), 0.1, 0.05)).toMatchObject({
    reason: 'the rate lies on the limit',
  })
})

test('items for a mean are those of two looks as good as one', () => {
  // 2 (1.6449 + .8416)^2 .25 / .04
  expect(itemsForBound([0, 0, 1, 0], 0.2, 0.05)).toMatchObject({ value: 78 })
  expect(itemsForBound([0, 1], 0, 0.05)).toMatchObject({ reason: 'the mean lies on its limit' })
  expect(itemsForBound([1, 1], 0.1, 0.05)).toMatchObject({ reason: 'the values do not differ' })
})

function rateOf(items: readonly (readonly number[])[]): ClusteredRate {
  const rate = clusteredRate(
    items.map(([cases = 0, happened = 0]) => ({ cases, happened })),
    0.05,
  )
  if (rate.state === 'undefined') throw new Error(rate.reason)
  return rate
}
