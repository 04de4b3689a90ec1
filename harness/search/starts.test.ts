import { describe, expect, test } from 'vitest'
import { drawCases, search } from './search.ts'
import { breaks, law, plan, still, words } from './wordLaw.fixture.ts'

describe('the smallest violation', () => {
  const byLength = { sizeOf: (word: string) => [word.length] }
  const all = { ...plan, whole: true }
  const violations = (tried: readonly { case: string; outcome: { state: string } }[]) =>
    tried.filter(({ outcome }) => outcome.state === 'violated').map((one) => one.case)

  test('of all that were drawn is what shrinking begins with', async () => {
    const result = await search(law(byLength), { ...all, shrink: 1 }, still)
    if (result.state !== 'violated') throw new Error(result.state)
    const { first, path } = result.counterexample
    const found = violations(result.tried)
    expect(new Set(found.map((word) => word.length)).size).toBeGreaterThan(3)
    expect(first).toBe([...found].sort((a, b) => a.length - b.length)[0])
    expect(first).not.toBe(found[0])
    expect(result.tried[Number(path.split(':')[0])]?.case).toBe(first)
  })

  test('of equal ones is the one that was drawn first', async () => {
    const result = await search(law(), { ...all, shrink: 1 }, still)
    expect(result).toMatchObject({ counterexample: { first: violations(result.tried)[0] } })
  })

  test('is shown, also where shrinking went on to one that is more to read', async () => {
    const longestFirst = { sizeOf: (word: string) => [-word.length] }
    const result = await search(law(longestFirst), all, still)
    if (result.state !== 'violated') throw new Error(result.state)
    const { counterexample } = result
    expect(counterexample).toMatchObject({ case: counterexample.first, steps: 0 })
    expect(counterexample.path).toMatch(/^\d+$/u)
  })

  test('replays from its seed and path, whatever was drawn', async () => {
    for (const seed of [1, 2, 3, 4, 5])
      for (const sizeOf of [(word: string) => [word.length], (word: string) => [word.split('c').length]]) {
        const before = await search(law({ sizeOf }), { ...all, seed }, still)
        if (before.state !== 'violated') throw new Error(before.state)
        const { path, case: smallest } = before.counterexample
        expect(drawCases(words, { ...all, seed, path })).toEqual([smallest])
      }
  })

  test('is a known one, unless a smaller one is drawn', async () => {
    const old = { first: 'bbbbaaa', seed: 3, path: '4:1', steps: 1, ended: 'smallest' } as const
    const small = await search(law({ ...byLength, known: [{ ...old, case: 'ababab' }] }), all, still)
    expect(small).toMatchObject({ counterexample: { case: 'ababab', known: true } })
    const large = await search(law({ ...byLength, known: [{ ...old, case: 'ababab'.padEnd(90, 'c') }] }), all, still)
    expect(large).toMatchObject({ counterexample: { known: false } })
  })

  test('breaks the law also when it is asked by itself; what does not is no violation', async () => {
    const alone = await search(law(byLength), all, still)
    const found = violations(alone.tried)
    const [smallest, next] = [...found].sort((a, b) => a.length - b.length)
    const rounded = law({
      ...byLength,
      ask: async (cases) =>
        cases.map((word) => ({
          state: breaks(word) && !(word === smallest && cases.length === 1) ? 'violated' : 'holds',
          evidence: cases.length,
        })),
    })
    const result = await search(rounded, all, still)
    expect(result).toMatchObject({ state: 'violated', counterexample: { first: next, evidence: 1 } })
    expect(violations(result.tried)).toEqual(found.filter((word) => word !== smallest))
  })
})
