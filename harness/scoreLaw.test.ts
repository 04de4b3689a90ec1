import { describe, expect, test } from 'vitest'
import { choosing } from './engine/readingEngine.fixture.ts'
import { lineOf, rowsOf, searchLaw } from './searchLaw.fixture.ts'

const ZEBRAS = '[{ distractor: { sentences: ["Zebras run."] } }]'
const law = { over: '[misc/last]', rewrites: ZEBRAS, holds: '{ score: 0.2 }', cases: '100' }

/** Says the last word of the list, which is right, or where `isDistracted` its first. */
const distracted = (isDistracted: (prompt: string) => boolean) =>
  choosing((prompt) =>
    lineOf(prompt, 'List')
      .split(', ')
      .at(isDistracted(prompt) ? 0 : -1),
  )
const byZebras = distracted((prompt) => prompt.includes('Zebras'))
const byNothing = distracted(() => false)
const meanOf = ({ verdict }: Awaited<ReturnType<typeof searchLaw>>) =>
  verdict.mean?.state === 'estimated' ? verdict.mean : undefined

describe('a score within 20 points', () => {
  test('is violated where every right answer becomes a wrong one, and where every wrong one becomes right', async () => {
    const fall = await searchLaw(law, byZebras)
    expect(fall.verdict.state).toBe('violated')
    expect(meanOf(fall)?.value).toBe(-1)
    expect(fall.found?.words).toBe('“Zebras run.” after the question')
    const rise = await searchLaw(
      law,
      distracted((prompt) => !prompt.includes('Zebras')),
    )
    expect(rise.verdict.state).toBe('violated')
    expect(meanOf(rise)?.value).toBe(1)
  })

  test('holds where no answer changes', async () => {
    const { verdict, found } = await searchLaw(law, byNothing)
    expect(verdict).toMatchObject({ state: 'holds', mean: { value: 0 } })
    expect(found).toBeUndefined()
  })

  test('moves by the share of the items that change', async () => {
    const isEarly = (list: string) => list < 'h'
    const some = await searchLaw(
      law,
      distracted((prompt) => prompt.includes('Zebras') && isEarly(lineOf(prompt, 'List'))),
    )
    const looked = meanOf(some)?.items.looked
    const rows = [...new Set(some.cases.map(({ row }) => row))].slice(0, looked)
    const early = rows.filter(({ fields: [list] }) => isEarly(list?.value ?? '')).length
    expect(early / rows.length).toBeGreaterThan(0.3)
    expect(early / rows.length).toBeLessThan(0.7)
    expect(meanOf(some)?.value).toBeCloseTo(-early / rows.length, 10)
    expect(some.verdict.state).toBe('violated')
  })

  test('is shown neither way by as few items as could not win the bet', async () => {
    // The boldest gambler stakes .95 of what a bet against the limit can lose: the e-value is at most what he has after so many wins.
    const most = (items: number, win: number) => (1 + 0.95 * win) ** items
    const [holds, violated] = [{ cases: '12' }, { cases: '5' }]
    expect(most(12, 0.2 / (1 - 0.2))).toBeLessThan(1 / 0.05)
    expect((await searchLaw({ ...law, ...holds }, byNothing)).verdict).toMatchObject({
      state: 'inconclusive',
      mean: { value: 0 },
    })
    expect(most(5, (1 - 0.2) / (1 - 0.2))).toBeLessThan(2 / 0.05)
    expect((await searchLaw({ ...law, ...violated }, byZebras)).verdict).toMatchObject({
      state: 'inconclusive',
      mean: { value: -1 },
    })
  })
})

describe('answers that all change, as many to right ones as to wrong ones', () => {
  const whole = { over: '[nli/kind]', rewrites: ZEBRAS, cases: '100' }
  const yesThenNo = choosing((prompt) => (prompt.includes('Zebras') ? 'no' : 'yes'))

  test('leave the score where it is, and break the law that the answer stays in every case', async () => {
    const score = await searchLaw({ ...whole, holds: '{ score: 0.5 }' }, yesThenNo)
    const rows = rowsOf('nli/kind').items.slice(0, 60)
    const right = (answer: string) => rows.filter((row) => row.answer.text === answer).length
    expect(right('yes')).toBe(right('no'))
    expect(score.verdict.state).toBe('holds')
    const answer = await searchLaw({ ...whole, holds: '{ answer: stays }' }, yesThenNo)
    expect(answer.verdict).toMatchObject({ state: 'violated', cases: { tried: 100, violated: 100, unchanged: 0 } })
  })
})
