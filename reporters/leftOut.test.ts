import { expect, test } from 'vitest'
import { leftOut } from './leftOut.ts'

test('a line says which study was left out, how much of it, and when it runs', () => {
  const studies = [
    { folder: 'suites/paper', tasks: 77, claims: 0 },
    { folder: 'suites/study', tasks: 66, claims: 14 },
    { folder: 'suites/gates', tasks: 0, claims: 1 },
  ]
  expect(`\n${leftOut(studies, { columns: 80, colour: false })}`).toMatchInlineSnapshot(`
    "
     left out  suites/paper: 77 tasks, runs when named
     left out  suites/study: 66 tasks and 14 claims, runs when named
     left out  suites/gates: 1 claim, runs when named
    "
  `)
})
