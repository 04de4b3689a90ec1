import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawCases, search } from './search.ts'
import { breaks, law, plan, still, words } from './wordLaw.fixture.ts'

describe('the first pass', () => {
  test('is what fc.check tries from the same seed, drawn evenly or not', async () => {
    for (const even of [false, true]) {
      const tried: string[] = []
      await fc.check(
        fc.asyncProperty(words, async (word) => void tried.push(word)),
        { seed: 7, numRuns: 200, unbiased: even },
      )
      expect(drawCases(words, { ...plan, even })).toEqual(tried)
    }
  })

  test('asks about every value once, many at once', async () => {
    const one = law({}, () => false)
    const result = await search(one, plan, still)
    expect(result.state).toBe('holds')
    expect(result.tried).toHaveLength(200)
    expect(one.asked).toHaveLength(4)
    expect(new Set(one.asked.flat()).size).toBe(one.asked.flat().length)
    expect(result.evaluations.firstPass).toBe(one.asked.flat().filter((word) => word !== '').length)
  })

  test('ends with the batch that has a violation, unless all cases are wanted', async () => {
    const some = await search(law(), plan, still)
    const all = await search(law(), { ...plan, whole: true }, still)
    expect(some.tried).toHaveLength(50)
    expect(all.tried).toHaveLength(200)
    expect(all.tried.slice(0, 50)).toEqual(some.tried)
  })

  test('that changes no prompt is not a law that holds', async () => {
    const result = await search(law({ cases: fc.constant('') }), plan, still)
    expect(result).toMatchObject({ state: 'nothing changed', evaluations: { firstPass: 0 } })
  })
})

describe('shrinking', () => {
  test('ends at the smallest violation', async () => {
    const result = await search(law(), plan, still)
    if (result.state !== 'violated') throw new Error(result.state)
    const { counterexample } = result
    expect([...counterexample.case].sort().join('')).toBe('aaabbb')
    expect(counterexample).toMatchObject({ ended: 'smallest', evidence: 6, known: false })
    expect(counterexample.first).toBe(result.tried.find(({ outcome }) => outcome.state === 'violated')?.case)
  })

  test('finds what fc.check alone finds, whatever is asked at once', async () => {
    const alone = fc.check(
      fc.property(words, (word) => !breaks(word)),
      { seed: 7, numRuns: 200 },
    )
    for (const siblings of [1, 3, 50]) {
      const result = await search(law(), { ...plan, siblings, shrink: 1000 }, still)
      expect(result).toMatchObject({
        counterexample: { case: alone.counterexample?.[0], path: alone.counterexamplePath, steps: alone.numShrinks },
      })
    }
  })

  test('asks about several siblings at once in fewer batches', async () => {
    const [one, four] = [law(), law()]
    await search(one, { ...plan, siblings: 1, shrink: 1000 }, still)
    await search(four, { ...plan, siblings: 4, shrink: 1000 }, still)
    expect(four.asked.length).toBeLessThan(one.asked.length)
    expect(Math.max(...four.asked.slice(1).map((batch) => batch.length))).toBe(4)
  })

  test('never spends more than its budget, and says that a smaller violation may exist', async () => {
    for (const shrink of [1, 2, 3, 5]) {
      const result = await search(law(), { ...plan, shrink }, still)
      if (result.state !== 'violated') throw new Error(result.state)
      expect(result.counterexample.ended).toBe('evaluations')
      expect(result.evaluations.shrinking).toBe(shrink)
      expect(breaks(result.counterexample.case)).toBe(true)
    }
  })
})

describe('time', () => {
  test('that ends the first pass leaves so many of the planned cases, not a law that holds', async () => {
    let now = 0
    const result = await search(
      law({}, () => false),
      { ...plan, seconds: 3 },
      { ...still, clock: () => 1000 * now++ },
    )
    expect(result).toMatchObject({ state: 'ended by time', planned: 200 })
    expect(result.tried.map((one) => one.case)).toEqual(drawCases(words, plan).slice(0, 100))
  })

  test('that ends while shrinking keeps the smallest violation so far', async () => {
    let now = 0
    const result = await search(law(), { ...plan, seconds: 3 }, { ...still, clock: () => 1000 * now++ })
    expect(result).toMatchObject({ state: 'violated', counterexample: { ended: 'time' } })
  })
})

describe('replay', () => {
  test('by seed and path gives the same counterexample, and asks about nothing else', async () => {
    const before = await search(law(), plan, still)
    if (before.state !== 'violated') throw new Error(before.state)
    const { path, case: smallest, evidence } = before.counterexample
    const one = law({ known: [{ ...before.counterexample, case: 'abcabab' }] })
    const after = await search(one, { ...plan, path }, still)
    expect(after).toMatchObject({ planned: 1, counterexample: { case: smallest, evidence, path, ended: 'replay' } })
    expect(one.asked).toEqual([[smallest]])
  })

  test('along a path that leads nowhere says what to do', async () => {
    await expect(search(law(), { ...plan, path: '3:99999:4' }, still)).rejects.toThrow(
      'path 3:99999:4: leads nowhere from seed 7. Items or rewrites have changed since: search again.',
    )
  })
})

describe('known counterexamples', () => {
  const old = { case: 'ababab', first: 'cababcab', seed: 3, path: '4:1', steps: 1, ended: 'smallest' } as const

  test('are tried before anything is drawn, and one that still violates ends the search', async () => {
    const one = law({ known: [old] })
    const result = await search(one, plan, still)
    expect(one.asked).toEqual([['ababab']])
    expect(result).toMatchObject({ tried: [], counterexample: { case: 'ababab', seed: 3, path: '4:1', known: true } })
  })

  test('that hold now are told, and the search goes on', async () => {
    const result = await search(law({ known: [{ ...old, case: 'aaa' }] }), plan, still)
    expect(result.known).toEqual([{ case: 'aaa', outcome: { state: 'holds', evidence: 3 } }])
    expect(result).toMatchObject({ state: 'violated', counterexample: { known: false } })
  })

  test('whose shrinking a budget had ended are shrunk on, to where one run would have come', async () => {
    const whole = await search(law(), plan, still)
    const part = await search(law(), { ...plan, shrink: 3 }, still)
    if (whole.state !== 'violated' || part.state !== 'violated') throw new Error('no violation')
    expect(part.counterexample.case).not.toBe(whole.counterexample.case)
    const on = await search(law({ known: [part.counterexample] }), plan, still)
    expect(on).toMatchObject({ counterexample: { ...whole.counterexample, known: true } })
  })

  test('change nothing of what is drawn and asked together', async () => {
    const [first, next] = [law(), law()]
    const before = await search(first, { ...plan, whole: true }, still)
    if (before.state !== 'violated') throw new Error(before.state)
    const { counterexample } = before
    const drawn = before.tried.find(({ outcome }) => outcome.state === 'violated')?.case ?? ''
    const known = [counterexample, { ...counterexample, case: drawn }]
    const after = await search({ ...next, known }, { ...plan, whole: true }, still)
    expect(after).toMatchObject({ tried: before.tried, counterexample: { ...counterexample, known: true } })
    const batches = first.asked.slice(0, 4)
    expect(batches.flat()).toContain(drawn)
    expect(next.asked).toEqual([[counterexample.case], [drawn], ...batches])
  })

  test('that were shrunk to the end come before those that were not', async () => {
    const larger = { ...old, case: 'cccababab', ended: 'time' } as const
    const result = await search(law({ known: [larger, old] }), plan, still)
    expect(result).toMatchObject({ counterexample: { case: old.case }, evaluations: { known: 2, shrinking: 0 } })
  })

  test('of other rewrites, whose path leads elsewhere, stay as they were', async () => {
    const known = { ...old, case: 'cccababab', ended: 'evaluations', path: '190' } as const
    const result = await search(law({ known: [known] }), plan, still)
    expect(result).toMatchObject({ counterexample: { case: 'cccababab', ended: 'evaluations', path: '190' } })
  })
})

test('the same request gives the same bytes', async () => {
  const texts = await Promise.all([1, 2].map(async () => JSON.stringify(await search(law(), plan, still))))
  expect(texts[0]).toBe(texts[1])
})

test('an aborted search stops with the reason, and asks no further', async () => {
  const controller = new AbortController()
  const one = law({
    ask: async (cases) => {
      controller.abort(new Error('interrupted'))
      return cases.map(() => ({ state: 'holds', evidence: 0 }))
    },
  })
  await expect(search(one, plan, { ...still, signal: controller.signal })).rejects.toThrow('interrupted')
})

test('a mistake of the one who is asked is not taken for a violation', async () => {
  await expect(search(law({ ask: async () => [] }), plan, still)).rejects.toThrow(
    /\d+ cases were asked about, and 0 outcomes came back/u,
  )
  let calls = 0
  const breaking = law()
  const dying = law({
    ask: async (cases, signal) => {
      if (++calls > 1) throw new Error('the engine died')
      return breaking.ask(cases, signal)
    },
  })
  await expect(search(dying, plan, still)).rejects.toThrow('the engine died')
})

test.each([
  [{ cases: 0 }, 'cases: expected a whole number of at least 1, found 0. Name at least one case.'],
  [{ shrink: 0 }, 'shrink: expected a whole number of at least 1, found 0. Give shrinking at least one evaluation.'],
  [{ seconds: 0 }, 'seconds: expected a number above 0, found 0. Give the search some time.'],
  [{ seed: 1.5 }, 'seed: expected a whole number from −2147483648 to 2147483647, found 1.5. Write one of these.'],
  [{ seed: 2 ** 40 }, 'seed: expected a whole number from −2147483648 to 2147483647, found 1099511627776.'],
  [{ path: '5:x' }, 'path: expected numbers between colons such as 5:1:8, found "5:x". Copy it from the report.'],
])('a plan with %o is refused', async (part, message) => {
  await expect(search(law(), { ...plan, ...part }, still)).rejects.toThrow(message)
})
