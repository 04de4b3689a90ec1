import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seedComponents } from '../statistics/seedComponents.ts'
import { seedsOfScore } from './seedsOfScore.ts'
import type { WrittenScores } from './writtenScores.ts'

/** Scores of the items of one task, from one seed. */
const asked = (seed: number, scores: Record<string, number>, task = 'nli/kind'): WrittenScores => ({
  condition: 'flan',
  seed,
  tasks: [{ task, items: Object.keys(scores), scores: Object.values(scores) }],
})

describe('seeds of which time ended some', () => {
  const found = seedsOfScore([
    asked(42, { a: 1, b: 0, c: 1, d: 0 }),
    asked(1234, { c: 1, a: 0, b: 0 }),
    asked(10203, { a: 1, b: 1, c: 1, e: 1 }),
  ])

  test('are compared over the items that all of them were asked, and it is told how many', () => {
    expect(found).toMatchObject({ state: 'estimated', asked: [42, 1234, 10203], shared: 3, leftOut: 2 })
  })

  test('have the components of these items, whatever their order', () => {
    const { state, items, seeds, rest } = estimated(found)
    expect({ state, items, seeds: { ...seeds, upper: 0.25 }, rest }).toEqual({
      ...estimatedComponents([
        [1, 0, 1],
        [0, 0, 1],
        [1, 1, 1],
      ]),
    })
  })
})

test('items of one name in two tasks are two items', () => {
  const both = (seed: number, score: number): WrittenScores => ({
    condition: 'flan',
    seed,
    tasks: ['a', 'b'].map((task) => ({ task, items: ['1', '2'], scores: [score, 1] })),
  })
  expect(seedsOfScore([both(1, 0), both(2, 1)])).toMatchObject({ shared: 4, leftOut: 0 })
})

test('no bound of the variance is larger than scores in [0, 1] allow', () => {
  expect(seedsOfScore([asked(1, { a: 1, b: 1 }), asked(2, { a: 0, b: 1 })])).toMatchObject({ seeds: { upper: 0.25 } })
})

test.each([
  ['a component of seeds needs two seeds, got 0', []],
  ['a component of seeds needs two seeds, got 1', [asked(42, { a: 1, b: 0 })]],
  ['no item was asked of all seeds', [asked(42, { a: 1 }), asked(1234, { b: 0 })]],
  ['no task has two items', [asked(42, { a: 1, b: 1 }), asked(1234, { b: 0 })]],
])('what cannot be told says why, and which seeds were asked: %s', (reason, written) => {
  expect(seedsOfScore(written)).toEqual({ asked: written.map(({ seed }) => seed), state: 'undefined', reason })
})

test('the order in which seeds come changes no digit', () => {
  const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(scores, { minLength: 2, maxLength: 5 }), fc.nat(), (rows, turn) => {
      const all = rows.map((row, seed) => asked(seed, Object.fromEntries(row.map((score, item) => [item, score]))))
      const at = turn % all.length
      expect(seedsOfScore([...all.slice(at), ...all.slice(0, at)].reverse())).toEqual(seedsOfScore(all))
    }),
  )
})

function estimated(found: ReturnType<typeof seedsOfScore>) {
  if (found.state === 'undefined') throw new Error(found.reason)
  return found
}

function estimatedComponents(table: number[][]) {
  const found = seedComponents([table])
  if (found.state === 'undefined') throw new Error(found.reason)
  return { ...found, seeds: { ...found.seeds, upper: 0.25 } }
}
