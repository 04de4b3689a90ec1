import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/varianceComponents.json' with { type: 'json' }
import { crossedError } from './crossedError.ts'
import { crossedMean } from './crossedMean.ts'
import { type CrossedTable, crossedSquares } from './crossedSquares.ts'
import { squaresInterval } from './squaresInterval.ts'
import { varianceComponents } from './varianceComponents.ts'

const near = (ours: number, theirs: number, within = 1e-8) => {
  expect(Math.abs(ours - theirs)).toBeLessThan(within * Math.max(1, Math.abs(theirs)))
}

describe.each(rows)('of $name', (row) => {
  const squares = defined(crossedSquares(row))

  test('the mean squares are those of an analysis of variance by statsmodels', () => {
    for (const [index, [value, degrees]] of row.squares.entries()) {
      near(Number(squares.squares[index + 1]?.value), Number(value))
      expect(squares.squares[index + 1]?.degrees).toBe(degrees)
    }
  })

  test('the components are the ANOVA estimates, and those of REML where none is below 0', () => {
    const { components } = defined(varianceComponents(row))
    expect(components).toHaveLength(row.components.length)
    for (const { of, variance, lower, upper, reml } of row.components) {
      const ours = components.find((one) => one.of.join() === of.join())
      if (ours === undefined) throw new Error(of.join())
      expect(ours.state).toBe(variance > 0 ? 'found' : 'none found')
      near(ours.variance, variance)
      near(ours.lower, lower, 1e-6)
      near(ours.upper, upper, 1e-6)
      // Its optimiser stops at so many digits.
      if (reml !== null) near(ours.variance, reml, 1e-4)
    }
  })

  test('an error bar is that of what it covers, and one that covers more is never narrower', () => {
    for (const { covers, error, degrees } of row.errors) {
      const ours = defined(crossedError(squares, covers))
      near(ours.error, error)
      near(ours.degrees, degrees)
      for (const wider of row.errors)
        if (covers.every((name) => wider.covers.includes(name)))
          expect(wider.error).toBeGreaterThanOrEqual(error - 1e-12)
    }
  })
})

test('for items and seeds the error bar is that of the crossed mean', () => {
  const table = [
    [1, 0, 1, 1, 0, 1],
    [1, 0, 0, 1, 0, 1],
    [1, 1, 1, 1, 0, 1],
  ]
  const factors = [
    { name: 'seeds', levels: 3 },
    { name: 'items', levels: 6 },
  ]
  const { error, degrees, value } = defined(
    crossedError(defined(crossedSquares({ factors, scores: table.flat() })), ['items', 'seeds']),
  )
  const crossed = crossedMean(table)
  expect(value).toBeCloseTo(crossed.value, 12)
  expect(error ** 2).toBeCloseTo(crossed.variance, 12)
  expect(degrees).toBeCloseTo(crossed.degrees, 10)
})

test('a single mean square has the exact bounds of chi-square', () => {
  // scipy.stats.chi2: 9 / ppf(.975, 9) and 9 / ppf(.025, 9)
  const { lower, upper } = squaresInterval([{ weight: 1, value: 1, degrees: 9 }], 0.025)
  expect(lower).toBeCloseTo(0.4731172716, 9)
  expect(upper).toBeCloseTo(3.3328525385, 9)
})

test('a factor of one level is left out, and no error bar can cover it', () => {
  const table = {
    factors: [
      { name: 'items', levels: 4 },
      { name: 'seeds', levels: 1 },
    ],
    scores: [1, 0, 1, 1],
  }
  const squares = defined(crossedSquares(table))
  expect(squares.factors.map(({ name }) => name)).toEqual(['items'])
  expect(defined(crossedError(squares, ['items'])).error).toBeCloseTo(0.25, 12)
  expect(crossedError(squares, ['items', 'seeds'])).toMatchObject({ reason: 'there is one level of seeds' })
})

test('scores that are all equal have no variance, not a little that rounding leaves', () => {
  const table = table2(3, 4, () => 0.1)
  for (const one of defined(varianceComponents(table)).components)
    expect(one).toMatchObject({ state: 'none found', variance: 0 })
  expect(crossedError(defined(crossedSquares(table)), ['a'])).toMatchObject({ reason: 'all scores are equal' })
})

test('what cannot be told says why', () => {
  const factors = [{ name: 'items', levels: 3 }]
  expect(crossedSquares({ factors, scores: [1, 0] })).toMatchObject({
    reason: '3 combinations of levels, but 2 scores',
  })
  expect(crossedSquares({ factors, scores: [1, NaN, 0] })).toMatchObject({ reason: 'a score is not a finite number' })
  expect(crossedSquares({ factors: [{ name: 'items', levels: 1 }], scores: [1] })).toMatchObject({
    reason: 'no factor has two levels',
  })
  const six = Array.from({ length: 6 }, (_, index) => ({ name: `f${index}`, levels: 2 }))
  expect(varianceComponents({ factors: six, scores: Array.from({ length: 64 }, () => 1) })).toMatchObject({
    reason: '6 factors are more than 5',
  })
  expect(crossedError(defined(crossedSquares(table2(2, 2, (a) => a))), [])).toMatchObject({
    reason: 'an error bar has to cover something',
  })
})

function table2(a: number, b: number, score: (i: number, j: number) => number): CrossedTable {
  const scores = Array.from({ length: a * b }, (_, place) => score(Math.floor(place / b), place % b))
  return {
    factors: [
      { name: 'a', levels: a },
      { name: 'b', levels: b },
    ],
    scores,
  }
}

function defined<Outcome extends { state: string }>(outcome: Outcome): Exclude<Outcome, { state: 'undefined' }> {
  if (outcome.state === 'undefined') throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<Outcome, { state: 'undefined' }>
}
