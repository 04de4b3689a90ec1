import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/sharedVariance.json' with { type: 'json' }
import { normal } from '../../fixtures/simulated/study.ts'
import { below, stream } from './random.ts'
import { sharedVariance, type VariedItem } from './sharedVariance.ts'

describe('variance that items share equals the regression written in matrices', () => {
  test.each(rows)('$name', ({ items, factors, found }) => {
    const ours = sharedVariance(items, factors)
    expect(ours).toHaveLength(found.length)
    for (const [place, theirs] of found.entries()) {
      const one = ours[place]
      if (one?.state !== 'found' && one?.state !== 'none found') throw new Error(JSON.stringify(one))
      expect(one.state).toBe(theirs.variance > 0 ? 'found' : 'none found')
      expect(one.variance).toBeCloseTo(theirs.variance, 10)
      expect(one.degrees).toBeCloseTo(theirs.degrees, 10)
      expect(one.lower).toBeCloseTo(theirs.lower, 8)
      expect(one.upper).toBeCloseTo(theirs.upper, 8)
    }
  })
})

/** Items in blocks of 20 that share what they are shown as written; every other variant is shown something of its own. */
function drawn(seed: number, ofDraws: number, shift = 0): VariedItem[] {
  const next = stream(seed, 'shared variance')
  const blocks = Array.from({ length: 8 }, () => ofDraws * normal(next))
  return Array.from({ length: 160 }, (_, item) => {
    const block = below(blocks.length, next)
    const own = 0.5 * normal(next)
    const score = (draw: number) => own + draw + 0.2 * normal(next)
    const as = (level: string, typos: string, value: number) => ({ score: value, levels: [level, typos] })
    return {
      group: 'a',
      variants: [
        as(`block ${block}`, '', score(Number(blocks[block]))),
        ...[1, 2].map((k) => as(`${item}.${k}`, `${item}.${k}`, shift + score(ofDraws * normal(next)))),
      ],
    }
  })
}

describe('over 100 studies of planted effects', () => {
  const runs = (ofDraws: number, shift: number, factors: string[]) =>
    Array.from({ length: 100 }, (_, seed) => {
      const items = drawn(seed, ofDraws, shift).map(({ group, variants }) => ({
        group,
        variants: variants.map(({ score, levels }) => ({ score, levels: levels.slice(0, factors.length) })),
      }))
      const [found] = sharedVariance(items, factors)
      if (found?.state !== 'found' && found?.state !== 'none found') throw new Error(JSON.stringify(found))
      return found
    })
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const held = (all: ReturnType<typeof runs>, truth: number) =>
    all.filter(({ lower, upper }) => lower <= truth && truth <= upper).length / all.length

  test('the estimate is right on average, and its interval holds the truth nearly as often as it says', () => {
    for (const planted of [0, 0.15]) {
      const all = runs(planted, 0, ['draws'])
      expect(Math.abs(mean(all.map(({ variance }) => variance)) - planted ** 2)).toBeLessThan(0.003)
      expect(held(all, planted ** 2)).toBeGreaterThan(0.9)
    }
  })

  test('what another rewrite does to all items alike is not taken for an effect of draws where it is told apart', () => {
    const together = mean(runs(0, 0.5, ['draws']).map(({ variance }) => variance))
    expect(together).toBeGreaterThan(0.05)
    const apart = mean(runs(0, 0.5, ['draws', 'typos']).map(({ variance }) => variance))
    expect(Math.abs(apart)).toBeLessThan(0.003)
  })
})

describe('what cannot be told says why', () => {
  const item = (...levels: string[][]): VariedItem => ({
    group: 'a',
    variants: levels.map((own, place) => ({ score: place % 2, levels: own })),
  })

  test('levels of single items, and a single level that items share', () => {
    const items = [item(['as written'], ['x']), item(['as written'], ['y']), item(['as written'], ['z'])]
    const reason = 'too few levels of typos are shared by items'
    expect(sharedVariance(items, ['typos'])).toMatchObject([{ reason }])
    // One typo that two items happen to share says next to nothing beside the level of all.
    const lucky = [...items, ...['u', 'u', ...'abcdefghij'].map((typo) => item(['as written'], [typo]))]
    expect(sharedVariance(lucky, ['typos'])).toMatchObject([{ reason }])
  })

  test('two factors that only ever changed together', () => {
    const items = [1, 2, 3, 4].map(() => item(['a', 'A'], ['b', 'B']))
    expect(sharedVariance(items, ['templates', 'ladder'])).toMatchObject([
      { reason: 'templates changed only together with another rewrite' },
      { reason: 'ladder changed only together with another rewrite' },
    ])
  })

  test('no items, and items that were asked once', () => {
    expect(sharedVariance([], ['templates'])).toMatchObject([{ state: 'undefined' }])
    expect(sharedVariance([item(['a']), item(['a'])], ['templates'])).toMatchObject([{ state: 'undefined' }])
  })
})
