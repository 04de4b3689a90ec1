import { describe, expect, test } from 'vitest'
import { lineOf, searchLaw } from './searchLaw.fixture.ts'

/** Likelihoods per token, scaled to sum 1. */
function sharesOf(nats: readonly number[]): number[] {
  const sum = nats.reduce((total, each) => total + Math.exp(each), 0)
  return nats.map((each) => Math.exp(each) / sum)
}

describe('the distance to level options', () => {
  const zebras = { over: '[nli/kind]', rewrites: '[{ distractor: { sentences: ["Zebras run."] } }]' }
  const nats = new Map([
    ['yes', -2],
    ['no', -3],
    ['maybe', -4],
  ])
  const levelled = {
    nats: (prompt: string, answer: string) => (prompt.includes('Zebras') ? -3 : (nats.get(answer) ?? 0)),
  }
  // .665, .245 and .090 become a third each: only yes loses, and what it loses is what the others gain.
  const moved = (sharesOf([...nats.values()])[0] ?? 0) - 1 / 3
  const distance = (within: number, rest: object = {}) =>
    searchLaw({ ...zebras, holds: `{ distance: ${within.toFixed(4)} }`, cases: '20', ...rest }, levelled)

  test('is the share that the likeliest loses', async () => {
    const { cases } = await distance(0.5)
    expect(moved).toBeCloseTo(0.332, 3)
    for (const one of cases) expect(one.distance).toBeCloseTo(moved, 10)
  })

  test('breaks a limit that lies just below it in every case, and none that lies just above it', async () => {
    const [below, above] = [await distance(moved - 0.001), await distance(moved + 0.001)]
    expect(below.verdict).toMatchObject({ state: 'violated', cases: { tried: 20, violated: 20 } })
    expect(below.found?.words).toBe('“Zebras run.” after the question')
    expect(above.verdict).toMatchObject({ state: 'holds', cases: { tried: 20, violated: 0 } })
  })

  test('on average lies on the side of a limit that enough items show, and few show none', async () => {
    const average = { often: 'on average', cases: '100' }
    const [below, above] = [await distance(0.1, average), await distance(0.5, average)]
    expect(below.verdict.state).toBe('violated')
    expect(above.verdict.state).toBe('holds')
    for (const { verdict } of [below, above])
      expect(verdict.mean?.state === 'estimated' ? verdict.mean.value : undefined).toBeCloseTo(moved, 10)
    const few = await distance(0.1, { ...average, cases: '5' })
    expect(few.verdict.state).toBe('inconclusive')
  })
})

describe('in another order of the options', () => {
  const shares = sharesOf([-2, -3, -4, -5])
  // Each option is several tokens, not all as many.
  const order = { over: '[translation/into-english]', rewrites: '[{ option-order: {} }]', cases: '50' }
  /** The options that change places change probabilities: what one of them loses the other gains. */
  const movedBy = (words: string) =>
    [...words.matchAll(/options (\d) and (\d)/gu)].reduce(
      (sum, [, a, b]) => sum + Math.abs(Number(shares[Number(a) - 1]) - Number(shares[Number(b) - 1])),
      0,
    )
  const byPlace = {
    nats: (prompt: string, answer: string) => -2 - lineOf(prompt, 'Options').split('; ').indexOf(answer),
  }

  test('who answers by place moves as much as lies between the options that change places', async () => {
    const { cases, variants } = await searchLaw({ ...order, holds: '{ distance: 0.5 }' }, byPlace)
    const expected = variants.map(({ levels }) => movedBy(String(levels.after)))
    expect(new Set(expected).size).toBeGreaterThan(5)
    for (const [index, { distance }] of cases.entries()) expect(distance).toBeCloseTo(Number(expected[index]), 10)
  })

  test('a limit that one swap alone passes is broken by this swap', async () => {
    expect(movedBy('swap options 1 and 3')).toBeLessThan(0.58)
    expect(movedBy('swap options 1 and 4')).toBeGreaterThan(0.58)
    const { verdict, found } = await searchLaw({ ...order, holds: '{ distance: 0.58 }' }, byPlace)
    expect(verdict.state).toBe('violated')
    expect(found?.words).toBe('swap options 1 and 4')
  })

  test('who answers by what they say does not move', async () => {
    const byText = { nats: (_: string, answer: string) => -2 - answer.length }
    const { verdict, cases } = await searchLaw({ ...order, holds: '{ distance: 0.001 }' }, byText)
    expect(verdict.state).toBe('holds')
    for (const { distance } of cases) expect(distance).toBeCloseTo(0, 10)
  })
})
