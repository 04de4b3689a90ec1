import { expect, test } from 'vitest'
import { stream, uniform } from './random.ts'
import { worstVariant } from './worstVariant.ts'

test('where all variants are equally good the worst is not too low, though the lowest that is seen is', () => {
  const runs = Array.from({ length: 200 }, (_, run) => {
    const next = stream(run, 'worst variant')
    const variants = Object.fromEntries(
      Array.from({ length: 8 }, (__, variant) => [
        `v${variant}`,
        Array.from({ length: 40 }, () => Number(uniform(next) < 0.7)),
      ]),
    )
    const worst = worstVariant(variants, { seed: run, purpose: 'test' })
    if (worst.state === 'undefined') throw new Error(worst.reason)
    return worst
  })
  const mean = (of: (one: (typeof runs)[number]) => number) => runs.reduce((sum, one) => sum + of(one), 0) / runs.length
  // The standard error of the first is .007; of eight shares of 40 the lowest lies 1.4 of their deviations below.
  expect(Math.abs(mean(({ value }) => value) - 0.7)).toBeLessThan(0.025)
  expect(mean(({ lowestSeen }) => lowestSeen)).toBeLessThan(0.63)
})

test('a variant that always fails is found, on either half', () => {
  const good = Array.from({ length: 20 }, () => 1)
  const bad = Array.from({ length: 20 }, () => 0)
  for (const seed of [1, 2, 3])
    expect(worstVariant({ a: good, b: bad, c: good }, { seed, purpose: 'test' })).toMatchObject({
      variant: 'b',
      value: 0,
      items: 10,
      lowestSeen: 0,
    })
})

test('one variant is no worst of several', () => {
  expect(worstVariant({ a: [1, 0] }, { seed: 1, purpose: 'test' })).toMatchObject({
    reason: 'the worst of several needs two variants, got 1',
  })
  expect(worstVariant({ a: [1, 0], b: [1] }, { seed: 1, purpose: 'test' })).toMatchObject({ state: 'undefined' })
})
