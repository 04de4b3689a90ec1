import { expect, test } from 'vitest'
import type { VariantCase } from '../search/variantCase.ts'
import { propertyRobustness } from './propertyRobustness.ts'

const right = { score: 1, answer: '0' }
const wrong = { score: 0, answer: '1' }
let drawn = 0

function changed(item: string, rewrites: string[], after?: typeof right, before = right): VariantCase {
  drawn += 1
  return {
    task: 'nli/kind',
    item,
    prompt: `prompt ${drawn}`,
    rewrites,
    levels: {
      before: ['', ''],
      after: ['option-order', 'typos'].map((name) => (rewrites.includes(name) ? `${name} ${drawn % 2}` : '')),
    },
    ...(after === undefined ? {} : { answers: { before, after } }),
  }
}

const FACTORS = ['option-order', 'typos']

test('each rewrite is told by the cases that it alone changed, and several at once by themselves', () => {
  const found = propertyRobustness(
    [
      changed('1', ['option-order'], wrong),
      changed('2', ['option-order'], right),
      changed('1', ['typos'], right),
      changed('2', ['option-order', 'typos'], wrong),
      changed('3', ['option-order', 'typos'], right),
    ],
    FACTORS,
  )
  if (found.state !== 'estimated') throw new Error(found.state)
  expect(found.rows.map((row) => [row.of, row.state === 'estimated' ? row.cases : row.state])).toEqual([
    ['all cases', 5],
    ['option-order', 2],
    ['typos', 1],
    ['several at once', 2],
  ])
  expect(found.rows[1]).toMatchObject({ before: 1, average: 0.5, flips: { value: 0.5 } })
  expect(found.notVaried).toEqual(['exemplar draws', 'templates', 'seeds'])
})

test('a rewrite that never changed a prompt by itself says so, and is no row of zeros', () => {
  const found = propertyRobustness(
    [changed('1', ['option-order', 'typos'], wrong), changed('2', ['option-order', 'typos'], right)],
    FACTORS,
  )
  expect(found).toMatchObject({
    rows: [
      { of: 'all cases', cases: 2 },
      { of: 'option-order', state: 'undefined', reason: 'it never changed a prompt alone' },
      { of: 'typos', state: 'undefined' },
      { of: 'several at once', cases: 2 },
    ],
  })
})

test('a single rewrite has one row', () => {
  const found = propertyRobustness([changed('1', ['typos'], wrong), changed('2', ['typos'], right)], FACTORS)
  expect(found).toMatchObject({ rows: [{ of: 'all cases', items: 2 }] })
  if (found.state === 'estimated') expect(found.rows).toHaveLength(1)
})

test('a prompt of the same tokens counts as one without change', () => {
  const found = propertyRobustness([changed('1', ['typos'], wrong), changed('2', ['typos'], wrong, wrong)], FACTORS)
  expect(found).toMatchObject({ rows: [{ before: 0.5, average: 0, flips: { value: 0.5 } }] })
})

test('cases that are all proved are no estimate, and no case is none', () => {
  const proved = [changed('1', ['typos']), changed('1', ['typos']), changed('2', ['typos'])]
  expect(propertyRobustness(proved, FACTORS)).toEqual({ state: 'proved', cases: 3, items: 2 })
  expect(propertyRobustness([], FACTORS)).toMatchObject({ reason: 'no case changed its prompt' })
})
