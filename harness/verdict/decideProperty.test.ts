import { describe, expect, test } from 'vitest'
import { decideProperty } from './decideProperty.ts'
import type { PropertyCase, PropertyFinds, PropertyRule } from './property.ts'

const alpha = 0.05
const often: PropertyRule = { claims: 'often', share: 0.9, alpha }
const score: PropertyRule = { claims: 'score', within: 0.05, alpha }
const distance: PropertyRule = { claims: 'distance', within: 0.1, alpha }

/** Items with so many cases each, the first of which are violated in so many of them. */
function cases(items: number, each: number, violated: number): PropertyCase[] {
  return Array.from({ length: items * each }, (_, place) => {
    const item = place % items
    return { task: 'nli/kind', item: String(item), state: item < violated ? 'violated' : 'holds' }
  })
}

const whole = (of: readonly PropertyCase[], rest: Partial<PropertyFinds> = {}): PropertyFinds => ({
  planned: of.length,
  cases: of,
  ended: 'whole plan',
  counterexample: of.some(({ state }) => state === 'violated'),
  ...rest,
})

describe('a law of every case', () => {
  test('is violated by one, which a search that stopped there makes no rate of', () => {
    const verdict = decideProperty({ claims: 'always', alpha }, whole(cases(40, 1, 1), { ended: 'violation' }))
    expect(verdict).toMatchObject({
      state: 'violated',
      reason: 'a case violates it',
      violations: { reason: 'the search stopped at a violation' },
      cases: { tried: 40, violated: 1, items: 40 },
    })
  })

  test('is violated by a known counterexample, though no case of the plan was tried', () => {
    const finds: PropertyFinds = { planned: 40, cases: [], ended: 'violation', counterexample: true }
    expect(decideProperty({ claims: 'always', alpha }, finds).state).toBe('violated')
  })

  test('holds where all planned cases do, with a bound of the rate at which others may violate it', () => {
    const verdict = decideProperty({ claims: 'always', alpha }, whole(cases(60, 5, 0)))
    expect(verdict).toMatchObject({ state: 'holds', reason: 'none of 300 cases violates it' })
    // Items count once: 1 - .05^(1/60).
    expect(verdict.violations).toMatchObject({ upper: expect.closeTo(0.0487, 4) as number })
  })

  test('never holds where time ended the search', () => {
    const finds = whole(cases(312, 1, 0), { planned: 1000, ended: 'time' })
    expect(decideProperty({ claims: 'always', alpha }, finds)).toMatchObject({
      state: 'inconclusive',
      reason: 'holds in 312 of the planned 1,000 cases; then time ended',
      toDecide: ['more time'],
    })
    expect(decideProperty(often, finds).state).toBe('inconclusive')
    expect(decideProperty(often, { ...finds, cases: [] }).reason).toBe('time ended before a case was tried')
  })

  test('is not shown by rewrites that change no prompt', () => {
    const unchanged = cases(20, 2, 0).map((one) => ({ ...one, state: 'unchanged' as const }))
    for (const rule of [{ claims: 'always', alpha } as const, often, score])
      expect(decideProperty(rule, whole(unchanged))).toMatchObject({
        state: 'inconclusive',
        reason: 'no case changed its prompt',
        cases: { tried: 40, unchanged: 40, items: 0 },
      })
  })
})

describe('a law of most cases', () => {
  test('holds, is violated, or is open, by the bounds of the rate', () => {
    expect(decideProperty(often, whole(cases(100, 1, 2)))).toMatchObject({
      state: 'holds',
      reason: 'violated in 2.0 % of the cases [0.4, 6.2], at most 10 %',
    })
    expect(decideProperty(often, whole(cases(100, 1, 30))).state).toBe('violated')
    expect(decideProperty(often, whole(cases(100, 1, 7)))).toMatchObject({
      state: 'inconclusive',
      reason: 'violated in 7.0 % of the cases [3.3, 12.7], with 10 % inside',
      toDecide: [
        expect.stringMatching(
          /^about \d+ cases of \d+ items would show that it holds, if the rate stays at 7.0 % \(now 100 of 100\)$/u,
        ),
      ],
    })
  })

  test('is open where the same cases are few items, all cases of each alike', () => {
    expect(decideProperty(often, whole(cases(20, 15, 0))).state).toBe('inconclusive')
    expect(decideProperty(often, whole(cases(300, 1, 0))).state).toBe('holds')
  })

  test('counts only cases whose prompt changed', () => {
    const unchanged: PropertyCase[] = Array.from({ length: 900 }, (_, item) => ({
      task: 'nli/kind',
      item: `u${item}`,
      state: 'unchanged',
    }))
    const verdict = decideProperty(often, whole([...cases(100, 1, 30), ...unchanged]))
    expect(verdict).toMatchObject({ state: 'violated', cases: { unchanged: 900, items: 100 } })
  })

  test('items of one name in two tasks are two items', () => {
    const two = [...cases(30, 1, 0), ...cases(30, 1, 0).map((one) => ({ ...one, task: 'misc/sum' }))]
    expect(decideProperty(often, whole(two)).cases.items).toBe(60)
  })
})

describe('a law of the mean', () => {
  const scored = (items: number, after: (item: number) => number): PropertyCase[] =>
    cases(items, 1, 0).map((one) => ({ ...one, score: { before: 1, after: after(Number(one.item)) } }))

  test('of scores holds where a move either way is excluded', () => {
    const verdict = decideProperty(score, whole(scored(300, () => 1)))
    expect(verdict).toMatchObject({ state: 'holds', mean: { value: 0, items: { of: 300 } } })
    expect(verdict.reason).toMatch(/^the mean score moved by 0.0 points \[−\d.\d, \+\d.\d\], less than 5 points$/u)
  })

  test('of scores is violated by a gain as by a loss', () => {
    const gain = scored(200, (item) => Number(item % 2 === 0)).map((one) => ({
      ...one,
      score: { before: one.score?.after ?? 0, after: 1 },
    }))
    for (const of of [scored(200, (item) => Number(item % 2 === 0)), gain])
      expect(decideProperty(score, whole(of)).state).toBe('violated')
  })

  test('of few scores is open, and says how many items would do', () => {
    const verdict = decideProperty(score, whole(scored(40, (item) => (item === 0 ? 0 : 1))))
    expect(verdict.state).toBe('inconclusive')
    expect(verdict.toDecide).toEqual([
      expect.stringMatching(/^about [\d,]+ items would show that it holds, if the mean stays where it is \(now 40\)$/u),
    ])
  })

  test('of distances has one limit, and no place below 0', () => {
    const moved = (by: number) => whole(cases(100, 2, 0).map((one) => ({ ...one, distance: by })))
    expect(decideProperty(distance, moved(0.01))).toMatchObject({
      state: 'holds',
      mean: { items: { of: 100 } },
      reason: expect.stringMatching(
        /^the options' probabilities moved by 1.0 % on average \[0.0, \d.\d\], less than 10 %$/u,
      ) as string,
    })
    expect(decideProperty(distance, moved(0.6)).state).toBe('violated')
  })

  test('an item of several cases counts once, with their mean', () => {
    const twice = [...scored(150, () => 1), ...scored(150, () => 1)]
    expect(decideProperty(score, whole(twice)).mean).toEqual(decideProperty(score, whole(scored(150, () => 1))).mean)
  })

  test('a case without its score is a mistake, told by name', () => {
    expect(() => decideProperty(score, whole(cases(3, 1, 0)))).toThrow(
      'nli/kind · 0: a law about the score needs the score of each case',
    )
  })
})

test('settings off their scale are refused', () => {
  expect(() => decideProperty({ ...often, share: 1 }, whole(cases(3, 1, 0)))).toThrow('share: expected')
  expect(() => decideProperty({ ...score, within: 0 }, whole(cases(3, 1, 0)))).toThrow('within: expected')
  expect(() => decideProperty({ ...often, alpha: 0.5 }, whole(cases(3, 1, 0)))).toThrow('alpha: expected')
})
