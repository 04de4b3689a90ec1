import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockSize, drawExemplars, type Draw } from './drawExemplars.ts'
import { itemWith } from './itemWith.fixture.ts'

const answers = fc.array(fc.constantFrom('yes', 'no', 'maybe'), { minLength: 1, maxLength: 40 })
const pools = answers.map((texts) => texts.map((text, index) => itemWith({ id: `e-${index}`, answer: { text } })))
const draws = fc.record({
  seed: fc.nat(),
  task: fc.constantFrom('nli/kind', 'nli/place'),
  block: fc.nat({ max: 50 }),
  balance: fc.constantFrom('answer', 'none') satisfies fc.Arbitrary<Draw['balance']>,
})
const cases = fc.tuple(pools, draws)

describe('whatever the pool, seed, task, block and balance', () => {
  test('a draw has as many different exemplars of the pool as were asked for, and comes out the same again', () => {
    holds(([pool, draw]) => {
      const shots = Math.min(4, pool.length)
      const ids = drawExemplars(pool, { ...draw, shots }).map(({ id }) => id)
      expect(new Set(ids).size).toBe(shots)
      expect(pool.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
      expect(drawExemplars(pool, { ...draw, shots }).map(({ id }) => id)).toEqual(ids)
    })
  })

  test('fewer shots are the beginning of more', () => {
    holds(([pool, draw]) => {
      const all = drawExemplars(pool, { ...draw, shots: pool.length })
      for (let shots = 0; shots <= pool.length; shots++) {
        expect(drawExemplars(pool, { ...draw, shots })).toEqual(all.slice(0, shots))
      }
    })
  })

  test('the order of the pool is of no account', () => {
    holds(([pool, draw]) => {
      const shots = pool.length
      expect(drawExemplars(pool.toReversed(), { ...draw, shots })).toEqual(drawExemplars(pool, { ...draw, shots }))
    })
  })

  test('a balanced draw shows every answer before it shows one twice', () => {
    holds(([pool, draw]) => {
      const kinds = new Set(pool.map(({ answer }) => answer.text)).size
      const first = drawExemplars(pool, { ...draw, balance: 'answer', shots: kinds })
      expect(new Set(first.map(({ answer }) => answer.text)).size).toBe(kinds)
    })
  })
})

test('items added at the end of a file leave the exemplars of every item before them as they were', () => {
  fc.assert(
    fc.property(cases, fc.nat({ max: 70 }), fc.nat({ max: 70 }), ([pool, draw], count, more) => {
      const shownTo = (items: number) =>
        Array.from({ length: items }, (_, index) =>
          drawExemplars(pool, { ...draw, block: Math.floor(index / blockSize), shots: 1 }).map(({ id }) => id),
        )
      expect(shownTo(count + more).slice(0, count)).toEqual(shownTo(count))
    }),
    { numRuns: 20 },
  )
})

test('blocks, tasks and seeds have draws of their own', () => {
  const pool = Array.from({ length: 40 }, (_, index) => itemWith({ id: `e-${index}` }))
  const ids = (draw: Partial<Draw>) =>
    drawExemplars(pool, { seed: 7, task: 'nli/kind', block: 0, balance: 'none', shots: 4, ...draw }).map(({ id }) => id)
  const drawn = [ids({}), ids({ block: 1 }), ids({ seed: 8 }), ids({ task: 'nli/place' })]
  expect(new Set(drawn.map((each) => each.join())).size).toBe(4)
})

test('over many blocks each exemplar of a plain draw is shown about equally often', () => {
  const pool = Array.from({ length: 10 }, (_, index) => itemWith({ id: `e-${index}` }))
  const shown = Array.from({ length: 2000 }, (_, block) =>
    drawExemplars(pool, { seed: 7, task: 'nli/kind', block, balance: 'none', shots: 2 }),
  ).flat()
  // 4000 places over 10 exemplars: 400 each, standard deviation 18.
  for (const { id } of pool) expect(Math.abs(shown.filter((each) => each.id === id).length - 400)).toBeLessThan(90)
})

test('a pool that is too small is an error', () => {
  const draw: Draw = { seed: 7, task: 'nli/kind', block: 0, balance: 'none', shots: 2 }
  expect(() => drawExemplars([itemWith({ id: 'e-1' })], draw)).toThrow(
    'task nli/kind has 1 exemplars, and 2 are to be shown',
  )
})

function holds(law: (input: typeof cases extends fc.Arbitrary<infer T> ? T : never) => void): void {
  fc.assert(fc.property(cases, law))
}
