import { expect, test } from 'vitest'
import { costOf } from './costOf.ts'
import type { FinishedTest } from './gather.ts'
import type { RestedOn } from './testRecord.ts'

const tokens = { needed: 2, computed: 3, naive: 5 }
const run = { seconds: 1, threads: 1, placements: [], interrupted: false }

test('answers that the run itself computed, and read again in another way, are no cells from the store', () => {
  const { cells, tokens: spent } = costOf(
    [
      finished({ strict: ['a engine', 'b engine'] }),
      finished({ 'two parsers': ['a store', 'b store'], 'six items': ['c engine'] }),
    ],
    run,
  )
  expect(cells).toEqual({ stored: 0, computed: 2 })
  expect(spent).toEqual({ needed: 6, computed: 9, naive: 15 })
})

test('the order of the tests changes nothing', () => {
  const tests = [finished({ strict: ['a engine', 'b store'] }), finished({ short: ['b store'], early: ['a store'] })]
  expect(costOf(tests, run).cells).toEqual({ stored: 1, computed: 2 })
  expect(costOf([...tests].reverse(), run).cells).toEqual({ stored: 1, computed: 2 })
})

test('the store answers a cell once, however many tests and ways of reading ask for it', () => {
  const tests = [
    finished({ strict: ['a store', 'b store'] }),
    finished({ strict: ['a store', 'b store'], 'two parsers': ['b store', 'a store'], other: ['c store'] }),
  ]
  expect(costOf(tests, run).cells).toEqual({ stored: 2, computed: 0 })
})

test('a gate that asked for a task in parts counts it once', () => {
  const { cells } = costOf([finished({ 'nli/kind': ['a store'] }), finished({ 'nli/kind': ['b engine'] })], run)
  expect(cells).toEqual({ stored: 0, computed: 1 })
})

/** A test that read cells, by name, from records, each its key and where it came from. */
function finished(cells: Record<string, `${string} ${RestedOn['from']}`[]>): FinishedTest {
  const parts = Object.entries(cells).map(([name, records]) => ({
    name,
    records: records.map((record): RestedOn => {
      const [key = ''] = record.split(' ')
      return { key, from: record.endsWith('engine') ? 'engine' : 'store', tokens }
    }),
  }))
  const record = { cells: [], lacking: 0, work: { parts, warnings: [] } }
  return { file: 'suites/any.task.yaml', name: 'any', state: 'passed', reason: '', record }
}
