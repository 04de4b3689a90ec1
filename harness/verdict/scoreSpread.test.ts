import { expect, test } from 'vitest'
import { normal } from '../../fixtures/simulated/study.ts'
import { meanInterval } from '../statistics/meanInterval.ts'
import { stream } from '../statistics/random.ts'
import type { VariedItem } from '../statistics/sharedVariance.ts'
import { scoreSpread, type ScoreSpread } from './scoreSpread.ts'

/** 200 items as they are written under the first template, and again under five others; templates differ, seeds of one kind do not. */
function items(templateReach: number, tasks = 1): VariedItem[] {
  const next = stream(1, 'score spread')
  const templates = Array.from({ length: 6 }, () => templateReach * normal(next))
  return Array.from({ length: 200 }, (_, item) => {
    const own = 0.3 * normal(next)
    return {
      group: `task ${item % tasks}`,
      variants: templates.map((template, place) => ({
        score: 0.5 + own + template + 0.2 * normal(next),
        levels: [String(place), place === 0 ? '' : `${item}.${place}`],
      })),
    }
  })
}

const FACTORS = ['templates', 'typos']

test('the error bar of items is the usual one of the score as it is written', () => {
  const all = items(0.15)
  const bounds = meanInterval(all.map(({ variants: [first] }) => Number(first?.score)))
  if (bounds.state === 'undefined') throw new Error(bounds.reason)
  const { value, errors } = estimated(scoreSpread(all, ['templates']))
  expect(errors[0]).toMatchObject({ covers: ['items'], state: 'estimated', degrees: 199 })
  expect(value + reach(errors[0])).toBeCloseTo(bounds.upper, 12)
})

test('a bar that covers templates is wider by what they give to all items alike, and by few degrees of freedom', () => {
  const { errors, factors, ofItems } = estimated(scoreSpread(items(0.15), ['templates']))
  expect(Math.abs(ofItems - 0.09)).toBeLessThan(0.02)
  const [templates] = factors
  if (templates?.variance.state !== 'found') throw new Error('not found')
  const { variance, lower, upper } = templates.variance
  expect(lower).toBeLessThan(0.0225)
  expect(upper).toBeGreaterThan(0.0225)
  // All items have one template as they are written: nothing of its effect averages out.
  expect(reach(errors[1])).toBeGreaterThan(2 * Math.sqrt(variance))
  expect(errors[1]).toMatchObject({ covers: ['items', 'templates'], state: 'estimated' })
})

test('templates that do not differ leave the bar as it is, or wider, never narrower', () => {
  const { errors } = estimated(scoreSpread(items(0), ['templates']))
  expect(reach(errors[1])).toBeGreaterThanOrEqual(reach(errors[0]))
  expect(reach(errors[1])).toBeLessThan(1.2 * reach(errors[0]))
})

test('what each item has of its own cannot be told, and is not 0', () => {
  const { errors, factors } = estimated(scoreSpread(items(0.15), FACTORS))
  expect(factors[1]).toMatchObject({ name: 'typos', variance: { state: 'undefined' } })
  expect(errors.map(({ state, covers }) => [state, covers.at(-1)])).toEqual([
    ['estimated', 'items'],
    ['estimated', 'templates'],
    ['undefined', 'typos'],
  ])
})

test('two templates tell next to nothing: no bar is wider than the scale of scores, no variance larger than it allows', () => {
  const two = items(0.3).map(({ group, variants }) => ({ group, variants: variants.slice(0, 2) }))
  const { errors, factors } = estimated(scoreSpread(two, ['templates']))
  expect(reach(errors[1])).toBeLessThanOrEqual(1)
  expect(reach(errors[1])).toBeGreaterThan(3 * reach(errors[0]))
  expect(factors[0]?.variance).toMatchObject({ state: 'found', upper: 0.25 })
})

test('items that all score alike, and items asked once, leave nothing to tell', () => {
  const alike = items(0).map(({ group, variants }) => ({
    group,
    variants: variants.map(({ levels }) => ({ score: 1, levels })),
  }))
  expect(scoreSpread(alike, FACTORS)).toMatchObject({ reason: 'all items score alike' })
  const once = items(0).map(({ group, variants }) => ({ group, variants: variants.slice(0, 1) }))
  expect(scoreSpread(once, FACTORS)).toMatchObject({ reason: 'no item was asked in two ways' })
})

const reach = (error: ScoreSpread['errors'][number] | undefined) =>
  error?.state === 'estimated' ? error.plusMinus : Number.NaN

function estimated(spread: ReturnType<typeof scoreSpread>): ScoreSpread {
  if (spread.state === 'undefined') throw new Error(spread.reason)
  return spread
}
