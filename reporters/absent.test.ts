import { expect, test } from 'vitest'
import { absent } from './absent.ts'

const big = 'needs the checkpoint models/big'
const tests = [
  { suite: 'suites/mine/a.task.yaml', reason: 'needs glue rte: test, 3 rows' },
  { suite: 'suites/mine/b.task.yaml', reason: 'needs glue rte: test, 3 rows' },
  ...['a', 'b', 'c', 'd', 'e'].map((name) => ({ suite: `suites/mine/${name}.task.yaml`, reason: big })),
]

test('each need is told once, below the suites that it stops, or how many where they are many', () => {
  expect(absent('suites/mine', tests, { columns: 60, colour: false, whole: true })).toMatchInlineSnapshot(`
    " kshot  suites/mine: 7 tests skipped, for want of data or weights
       suites/mine/a.task.yaml
       suites/mine/b.task.yaml
         needs glue rte: test, 3 rows
       5 suites
         needs the checkpoint models/big
    "
  `)
})

test('beside other studies one line says where to look', () => {
  expect(absent('suites/mine', tests, { columns: 60, colour: false, whole: false })).toBe(
    ' kshot  suites/mine: 7 tests skipped, for want of data or weights; `npx vitest run suites/mine` says which\n',
  )
})
