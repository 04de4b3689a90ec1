import { describe, expect, test } from 'vitest'
import { choosing } from './engine/readingEngine.fixture.ts'
import { lineOf, searchLaw } from './searchLaw.fixture.ts'

const listed = (prompt: string) => lineOf(prompt, 'Options').split('; ')

describe.each([
  ['stays', 'gold-2'],
  ['follows', 'gold-2'],
  ['stays', 'zero'],
])('that the answer %s in another order of the options, asked as in %s,', (is, condition) => {
  const holds = `{ answer: ${is} }`
  const law = { over: '[misc/last]', condition, rewrites: '[{ option-order: {} }]', holds, cases: '40' }

  test('holds of who answers by what the options say', async () => {
    const { verdict, cases } = await searchLaw(
      law,
      choosing((prompt) => listed(prompt).sort()[0]),
    )
    expect(verdict).toMatchObject({ state: 'holds', reason: 'none of 40 cases violates it' })
    expect(cases.map(({ state }) => state)).toEqual(cases.map(() => 'holds'))
  })

  test('is broken by who takes the first, wherever the first moves; that it changes places with the second is shown', async () => {
    const { verdict, cases, variants, found } = await searchLaw(
      law,
      choosing((prompt) => listed(prompt)[0]),
    )
    expect(verdict.state).toBe('violated')
    const swaps = variants.flatMap(({ levels }) => levels.after)
    expect(cases.map(({ state }) => state)).toEqual(
      swaps.map((words) => (words.includes('options 1 and') ? 'violated' : 'holds')),
    )
    expect(new Set(cases.map(({ state }) => state)).size).toBe(2)
    if (found === undefined) throw new Error('no counterexample')
    expect(found.words).toBe('swap options 1 and 2')
    const [first, second, ...rest] = listed(found.before)
    expect(listed(found.after)).toEqual([second, first, ...rest])
  })
})
