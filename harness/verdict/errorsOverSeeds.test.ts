import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { describe, expect, test } from 'vitest'
import { notComputable } from '../statistics/undefined.ts'
import { errorsOverSeeds } from './errorsOverSeeds.ts'
import type { ScoreError } from './scoreError.ts'

const bar = (covers: string[], standardError: number, degrees: number): ScoreError => ({
  covers,
  state: 'estimated',
  plusMinus: tQuantile(0.975, degrees) * standardError,
  standardError,
  degrees,
})

const ITEMS = bar(['items'], 0.04, 100)
const DRAWS = bar(['items', 'exemplar draws'], 0.05, 40)
const TEMPLATES = bar(['items', 'templates'], 0.06, 20)
const BOTH = bar(['items', 'exemplar draws', 'templates'], 0.07, 15)

const found = { state: 'found', variance: 0.0009, lower: 0, upper: 0.05, degrees: 2 } as const
const none = { state: 'none found', variance: -0.0002, lower: 0, upper: 0.002, degrees: 2 } as const

const coveredBy = (errors: readonly ScoreError[]) => errors.map(({ covers }) => covers.join(' + '))
const last = (errors: readonly ScoreError[]) => errors.at(-1)

describe('seeds that are found', () => {
  test('add their variance to that of items, with degrees of freedom between those of both', () => {
    const [items, seeds] = errorsOverSeeds([ITEMS], [], found)
    expect(items).toBe(ITEMS)
    const degrees = 0.05 ** 4 / (0.04 ** 4 / 100 + 0.03 ** 4 / 2)
    expect(seeds).toMatchObject({ covers: ['items', 'seeds'], standardError: near(0.05), degrees: near(degrees) })
    expect(seeds).toMatchObject({ plusMinus: near(0.05 * tQuantile(0.975, degrees)) })
  })

  test('stand beside each factor, and with all that are found at the end', () => {
    expect(coveredBy(errorsOverSeeds([ITEMS, DRAWS], [], found))).toEqual([
      'items',
      'items + exemplar draws',
      'items + seeds',
    ])
    const withOne = errorsOverSeeds([ITEMS, DRAWS], ['exemplar draws'], found)
    expect(coveredBy(withOne)).toEqual([
      'items',
      'items + exemplar draws',
      'items + seeds',
      'items + exemplar draws + seeds',
    ])
    expect(last(withOne)).toMatchObject({ standardError: near(Math.sqrt(0.05 ** 2 + 0.0009)) })
    const withBoth = errorsOverSeeds([ITEMS, DRAWS, TEMPLATES, BOTH], ['exemplar draws', 'templates'], found)
    expect(coveredBy(withBoth)).toEqual([
      'items',
      'items + exemplar draws',
      'items + templates',
      'items + seeds',
      'items + exemplar draws + templates + seeds',
    ])
    expect(last(withBoth)).toMatchObject({ standardError: near(Math.sqrt(0.07 ** 2 + 0.0009)) })
  })
})

test('seeds that are not found leave each bar as it is', () => {
  const errors = errorsOverSeeds([ITEMS, DRAWS, TEMPLATES, BOTH], ['exemplar draws', 'templates'], none)
  expect(errors.slice(0, 3)).toEqual([ITEMS, DRAWS, TEMPLATES])
  expect(errors[3]).toMatchObject({ covers: ['items', 'seeds'], standardError: near(0.04), degrees: near(100) })
  expect(errors[4]).toBe(BOTH)
})

test('seeds of which nothing can be told have no bar, and say why', () => {
  expect(last(errorsOverSeeds([ITEMS], [], notComputable('no task has two items')))).toEqual({
    covers: ['items', 'seeds'],
    state: 'undefined',
    reason: 'no task has two items',
  })
})

const near = (value: number): unknown => expect.closeTo(value, 5)
