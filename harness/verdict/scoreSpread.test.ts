import { expect, test } from 'vitest'
import { normal } from '../../fixtures/simulated/study.ts'
import { stream } from '../statistics/random.ts'
import { scoreSpread } from './scoreSpread.ts'

/** Scores of 200 items under 6 templates and 3 seeds, where items and templates differ and seeds do not. */
function table() {
  const next = stream(1, 'score spread')
  const items = Array.from({ length: 200 }, () => 0.3 * normal(next))
  const templates = Array.from({ length: 6 }, () => 0.15 * normal(next))
  const scores = items.flatMap((item) =>
    templates.flatMap((template) => [0, 1, 2].map(() => 0.5 + item + template + 0.2 * normal(next))),
  )
  return {
    factors: [
      { name: 'items', levels: 200 },
      { name: 'templates', levels: 6 },
      { name: 'seeds', levels: 3 },
      { name: 'exemplar draws', levels: 1 },
    ],
    scores,
  }
}

test('the planted components are found, each inside its bounds, and none where none was planted', () => {
  const spread = scoreSpread(table())
  if (spread.state === 'undefined') throw new Error(spread.reason)
  const component = (...of: string[]) => spread.components.find((one) => one.of.join() === of.join())
  for (const [planted, one] of [
    [0.09, component('items')],
    [0.0225, component('templates')],
    [0.04, component('items', 'templates', 'seeds')],
  ] as const) {
    if (one === undefined) throw new Error('no such component')
    expect(one.state).toBe('found')
    expect(one.lower).toBeLessThan(planted)
    expect(one.upper).toBeGreaterThan(planted)
  }
  expect(Number(component('seeds')?.variance)).toBeLessThan(0.001)
})

test('an error bar over items alone hides what templates do; seeds, which do not differ, add next to nothing', () => {
  const spread = scoreSpread(table())
  if (spread.state === 'undefined') throw new Error(spread.reason)
  const [items = 0, templates = 0, seeds = 0, all = 0] = spread.errors.map((one) =>
    one.state === 'undefined' ? 0 : one.error,
  )
  expect(spread.errors.map((one) => (one.state === 'undefined' ? [] : one.covers))).toEqual([
    ['items'],
    ['items', 'templates'],
    ['items', 'seeds'],
    ['items', 'templates', 'seeds'],
  ])
  expect(templates).toBeGreaterThan(1.3 * items)
  expect(seeds).toBeLessThan(1.2 * items)
  expect(all).toBeGreaterThanOrEqual(templates)
  expect(spread.notCovered).toEqual(['exemplar draws'])
})

test('one item says nothing of others', () => {
  const factors = [
    { name: 'items', levels: 1 },
    { name: 'templates', levels: 2 },
  ]
  expect(scoreSpread({ factors, scores: [1, 0] })).toMatchObject({
    reason: 'items: one level says nothing of others',
  })
})
