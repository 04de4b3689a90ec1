import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedComponents, type SeedComponents } from './seedComponents.ts'

const score = fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8)

/** Tables of one to three tasks, with as many seeds each, and two items in the first. */
const tables = fc
  .record({ seeds: fc.integer({ min: 2, max: 5 }), sizes: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }) })
  .chain(({ seeds, sizes }) =>
    fc.tuple(
      ...[2, ...sizes].map((items) =>
        fc.array(fc.array(score, { minLength: items, maxLength: items }), { minLength: seeds, maxLength: seeds }),
      ),
    ),
  )

test('the order of the seeds, of the tasks and of the items changes nothing', () => {
  fc.assert(
    fc.property(tables, (tasks) => {
      const turned = tasks.map((table) => table.map((row) => [...row].reverse()).reverse()).reverse()
      expectSame(told(turned), told(tasks))
    }),
  )
})

test('seeds that answer alike have a component of 0, however much their items differ', () => {
  fc.assert(
    fc.property(fc.array(score, { minLength: 2, maxLength: 12 }), fc.integer({ min: 2, max: 5 }), (row, seeds) => {
      const { seeds: found, rest } = told([Array.from({ length: seeds }, () => row)])
      expect({ ...found, rest }).toEqual({
        state: 'none found',
        variance: 0,
        lower: 0,
        upper: 0,
        degrees: seeds - 1,
        rest: 0,
      })
    }),
  )
})

test('how hard an item is to all seeds is no part of what seeds do, nor of what is left', () => {
  fc.assert(
    fc.property(tables, fc.array(score, { minLength: 6, maxLength: 6 }), (tasks, hard) => {
      const moved = tasks.map((table) => table.map((row) => row.map((value, item) => value - Number(hard[item]))))
      expectSame({ ...told(moved), items: 0 }, { ...told(tasks), items: 0 })
    }),
  )
})

test('what a seed adds to all its scores is no part of items, nor of what is left', () => {
  fc.assert(
    fc.property(tables, score, (tasks, more) => {
      const moved = tasks.map(([first = [], ...others]) => [first.map((value) => value + more), ...others])
      const [before, after] = [told(tasks), told(moved)]
      expect(after.items).toBeCloseTo(before.items, 10)
      expect(after.rest).toBeCloseTo(before.rest, 10)
    }),
  )
})

function told(tasks: Parameters<typeof seedComponents>[0]): SeedComponents {
  const found = seedComponents(tasks)
  if (found.state === 'undefined') throw new Error(found.reason)
  return found
}

function expectSame(found: SeedComponents, expected: SeedComponents) {
  expect(found.items).toBeCloseTo(expected.items, 10)
  expect(found.rest).toBeCloseTo(expected.rest, 10)
  expect(found.seeds.variance).toBeCloseTo(expected.seeds.variance, 10)
  expect(found.seeds.upper).toBeCloseTo(expected.seeds.upper, 6)
}
