import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/power.json' with { type: 'json' }
import { relativeError } from '../../fixtures/oracle/near.ts'
import {
  itemsForDifference,
  itemsForEquivalence,
  itemsForSequential,
  planningDiscordance,
  powerOfCorrelation,
  powerOfDifference,
  powerOfEquivalence,
} from './power.ts'

describe('needed items and the power that they reach equal SciPy', () => {
  test.each(rows)('$kind of $size, discordance $discordance, alpha $alpha, power $power', (row) => {
    const { discordance, alpha, power, size } = row
    const [items, reached] =
      row.kind === 'difference'
        ? [
            itemsForDifference({ discordance, delta: size, alpha, power }),
            powerOfDifference(row.items, { discordance, delta: size, alpha }),
          ]
        : [
            itemsForEquivalence({ discordance, margin: size, alpha, power }),
            powerOfEquivalence(row.items, { discordance, margin: size, alpha }),
          ]
    expect(items).toEqual({ state: 'estimated', value: row.items })
    expect(relativeError(reached.state === 'estimated' ? reached.value : NaN, row.reached)).toBeLessThan(1e-10)
    expect(row.reached).toBeGreaterThanOrEqual(power - 1e-9)
  })
})

test.each([
  [0.01, 0.05, 6177],
  [0.02, 0.05, 1540],
  [0.05, 0.05, 242],
  [0.02, 0.05 / 40, 3720],
])(
  'at discordance .1, a difference of %f at alpha %f needs %i items, and a sequential look about twice that',
  (delta, alpha, items) => {
    const needed = itemsForDifference({ discordance: 0.1, delta, alpha })
    // Published to whole items of another rounding.
    expect(Math.abs((needed.state === 'estimated' ? needed.value : NaN) - items)).toBeLessThanOrEqual(items * 0.002 + 1)
    expect(itemsForSequential(items)).toBe(2 * items)
  },
)

test('a discordance seen on few items is planned with at its upper bound', () => {
  const few = planningDiscordance(3, 60)
  expect(few.state === 'estimated' && few.value).toBeGreaterThan(0.05)
  expect(planningDiscordance(10, 200)).toEqual({ state: 'estimated', value: 0.05 })
  expect(planningDiscordance(3, 0).state).toBe('undefined')
})

test.each([
  [12, 0.75],
  [16, 0.67],
  [25, 0.55],
  [37, 0.46],
])('over %i tasks a correlation of %f is found in about 80 %% of studies', (tasks, rho) => {
  const power = powerOfCorrelation(rho, tasks)
  expect(Math.abs((power.state === 'estimated' ? power.value : NaN) - 0.8)).toBeLessThan(0.03)
})

test('what no number of items shows says why', () => {
  expect(itemsForDifference({ discordance: 0.1, delta: 0 })).toEqual({
    state: 'undefined',
    reason: 'no number of items shows a difference of 0',
  })
  expect(itemsForDifference({ discordance: 0.05, delta: -0.1 })).toEqual({
    state: 'undefined',
    reason: 'a difference of -0.1 needs a discordance between 0.1 and 1, got 0.05',
  })
  expect(itemsForDifference({ discordance: NaN, delta: 0.1 }).state).toBe('undefined')
  expect(itemsForDifference({ discordance: 0.5, delta: NaN }).state).toBe('undefined')
  expect(itemsForEquivalence({ discordance: 0.1, margin: 0 })).toMatchObject({
    reason: 'equivalence needs a margin above 0, got 0',
  })
  expect(itemsForEquivalence({ discordance: 0, margin: 0.1 }).state).toBe('undefined')
  expect(powerOfDifference(0, { discordance: 0.1, delta: 0.02 })).toMatchObject({ reason: 'power needs items, got 0' })
  expect(powerOfDifference(9, { discordance: 0, delta: 0.02 }).state).toBe('undefined')
  expect(powerOfEquivalence(9, { discordance: NaN, margin: 0.02 }).state).toBe('undefined')
  expect(powerOfCorrelation(0.5, 3)).toMatchObject({ reason: 'a correlation needs four tasks, got 3' })
  expect(powerOfCorrelation(1, 30).state).toBe('undefined')
  expect(() => itemsForDifference({ discordance: 0.1, delta: 0.02, power: 1 })).toThrow('power')
})
