import { describe, expect, test } from 'vitest'
import { choosing } from './engine/readingEngine.fixture.ts'
import { lineOf, searchLaw, type SearchedLaw } from './searchLaw.fixture.ts'

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

describe('that the answer stays in a share of the cases', () => {
  const isEarly = (list: string) => list < 'e'
  /** Takes the first option in place of the last where zebras run and the list begins with an early letter. */
  const early = choosing((prompt) =>
    listed(prompt).at(prompt.includes('Zebras') && isEarly(lineOf(prompt, 'List')) ? 0 : -1),
  )
  const law = { over: '[misc/last]', rewrites: '[{ distractor: { sentences: ["Zebras run."] } }]', cases: '40' }
  const holding = (often: string) => searchLaw({ ...law, holds: '{ answer: stays }', often }, early)
  const shareOf = ({ cases }: SearchedLaw) =>
    cases.filter(({ row: { fields } }) => isEarly(String(fields[0]?.value))).length / cases.length

  test('is violated and holds on either side of the share that is known', async () => {
    const [many, few] = [await holding('0.95'), await holding('0.1')]
    for (const found of [many, few]) {
      expect(shareOf(found)).toBeGreaterThan(0.3)
      expect(shareOf(found)).toBeLessThan(0.7)
      expect(found.verdict.violations).toMatchObject({ value: shareOf(found) })
    }
    expect(many.verdict.state).toBe('violated')
    expect(few.verdict.state).toBe('holds')
  })
})
