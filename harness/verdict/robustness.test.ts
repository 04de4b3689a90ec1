import { expect, test } from 'vitest'
import { newcombe } from '../statistics/newcombe.ts'
import { robustness, type RewrittenItem } from './robustness.ts'

const settings = { margin: 0.03, seed: 7 }
const right = { score: 1, answer: 'yes' }
const wrong = { score: 0, answer: 'no' }
const item = (name: number, before: typeof right, after: (typeof right)[]): RewrittenItem => ({
  item: `nli/kind ${name}`,
  before,
  after,
})

test('one rewritten prompt an item is a paired comparison of right and wrong answers', () => {
  const items = Array.from({ length: 40 }, (_, at) => item(at, right, [at < 10 ? wrong : right]))
  const found = robustness(items, settings)
  if (found.state === 'undefined') throw new Error(found.reason)
  expect(found).toMatchObject({ items: 40, variants: 40, before: 1, average: 0.75, worstOfTried: 0.75 })
  expect(found.change).toMatchObject({
    difference: -0.25,
    interval: { ...newcombe({ both: 30, onlyA: 0, onlyB: 10, neither: 0 }), method: 'Newcombe 10' },
  })
  expect(found.flips).toMatchObject({ value: 0.25, method: 'Clopper-Pearson' })
  expect(found.agreement).toMatchObject({ pairwise: { value: 0.75 }, all: { value: 0.75 } })
})

test('answers may flip while the score stays, which the change alone would hide', () => {
  const items = Array.from({ length: 40 }, (_, at) =>
    at % 2 === 0 ? item(at, right, [wrong]) : item(at, wrong, [right]),
  )
  expect(robustness(items, settings)).toMatchObject({
    before: 0.5,
    average: 0.5,
    change: { difference: 0 },
    flips: { value: 1 },
    worstOfTried: 0,
  })
})

test('an item counts once, however often it was rewritten; the lowest score falls with each more', () => {
  const once = [item(0, right, [right]), item(1, right, [wrong]), item(2, right, [right])]
  const often = [item(0, right, [right, right, wrong]), item(1, right, [wrong]), item(2, right, [right])]
  expect(robustness(once, settings)).toMatchObject({ average: 2 / 3, worstOfTried: 2 / 3, variants: 3 })
  expect(robustness(often, settings)).toMatchObject({
    average: expect.closeTo((2 / 3 + 0 + 1) / 3, 12) as number,
    worstOfTried: 1 / 3,
    variants: 5,
    flips: { value: 0.4, cases: 5, items: 3 },
  })
})

test('what cannot be told says why', () => {
  expect(robustness([], settings)).toMatchObject({ reason: 'no item was rewritten' })
  expect(robustness([item(3, right, [])], settings)).toMatchObject({ reason: 'nli/kind 3 was not rewritten' })
})
