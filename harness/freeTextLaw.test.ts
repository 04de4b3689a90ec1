import { describe, expect, test } from 'vitest'
import { lineOf, rowsOf, searchLaw } from './searchLaw.fixture.ts'

const exact = { over: '[translation/from-velan]', rewrites: '[{ distractor: { sentences: ["Zebras run."] } }]' }
/** The same rows, by the words that an answer has in common with the right one, articles and case apart. */
const overlap = { ...exact, over: '[translation/overlap]' }
const stays = { holds: '{ answer: stays }', cases: '20' }

/** Writes what is right, and something made of it where zebras run. */
const writing = (after: (right: string) => string) => ({
  writes(prompt: string) {
    const { answer } = rightOf(lineOf(prompt, 'Phrase'))
    return prompt.includes('Zebras') ? after(answer.text) : answer.text
  },
})

function rightOf(phrase: string) {
  const row = rowsOf('translation/from-velan').items.find(({ fields: [first] }) => first?.value === phrase)
  if (row === undefined) throw new Error(`${phrase}: no row asks that`)
  return row
}

const capital = (text: string) => `The ${text.toUpperCase()}.`

describe('a free answer', () => {
  test('that is written again stays', async () => {
    for (const task of [exact, overlap]) {
      const { verdict, cases } = await searchLaw(
        { ...task, ...stays },
        writing((right) => right),
      )
      expect(verdict.state).toBe('holds')
      expect(cases.map(({ state }) => state)).toEqual(cases.map(() => 'holds'))
    }
  })

  test('in other words is another one, and both are shown', async () => {
    for (const task of [exact, overlap]) {
      const { verdict, result, found } = await searchLaw(
        { ...task, ...stays },
        writing(() => 'a grey ox'),
      )
      expect(verdict).toMatchObject({ state: 'violated', cases: { tried: 20, violated: 20 } })
      if (result.state !== 'violated' || found === undefined) throw new Error('no counterexample')
      expect(result.counterexample.evidence).toMatchObject({
        before: { answer: found.right, score: 1 },
        after: { answer: 'a grey ox', score: 0 },
      })
      expect(rightOf(lineOf(found.after, 'Phrase')).answer.text).toBe(found.right)
    }
  })

  test('that is lacking is another one, and lacks again', async () => {
    const nothing = writing(() => '')
    expect((await searchLaw({ ...exact, ...stays }, nothing)).verdict.cases.violated).toBe(20)
    expect((await searchLaw({ ...exact, ...stays }, { writes: () => '' })).verdict.state).toBe('holds')
  })

  test('with an article, in capitals, is another one to a metric of letters, and the same to one of words', async () => {
    const letters = await searchLaw({ ...exact, ...stays }, writing(capital))
    expect(letters.verdict).toMatchObject({ state: 'violated', cases: { violated: 20 } })
    const words = await searchLaw({ ...overlap, ...stays }, writing(capital))
    expect(words.verdict).toMatchObject({ state: 'holds', cases: { violated: 0 } })
  })

  test('flips where it is another one to its metric, and nowhere else', async () => {
    const flips = async (task: typeof exact) => {
      const { robustness } = await searchLaw({ ...task, ...stays }, writing(capital))
      if (robustness.state !== 'estimated') throw new Error(robustness.state)
      const [all] = robustness.rows
      return all?.state === 'estimated' ? all.flips : undefined
    }
    expect(await flips(exact)).toMatchObject({ value: 1 })
    expect(await flips(overlap)).toMatchObject({ value: 0 })
  })
})

describe('the score of a free answer', () => {
  // Two of the three right words, and no other: precision 1, recall 2/3, so that F1 is .8.
  const shorter = writing((right) => right.split(' ').slice(1).join(' '))
  const score = (within: number) => searchLaw({ ...overlap, holds: `{ score: ${within} }`, cases: '120' }, shorter)

  test('falls by what F1 loses with a word of three', async () => {
    for (const row of rowsOf('translation/overlap').items.slice(0, 60))
      expect(row.answer.text.split(' ')).toHaveLength(3)
    const [within2, within50] = [await score(0.02), await score(0.5)]
    expect(within2.verdict.state).toBe('violated')
    expect(within50.verdict.state).toBe('holds')
    for (const { verdict } of [within2, within50])
      expect(verdict.mean?.state === 'estimated' ? verdict.mean.value : undefined).toBeCloseTo(-0.2, 10)
  })
})

describe('a free answer in another language', () => {
  const law = {
    over: '[misc/last-written]',
    rewrites: '[{ translation: { languages: [velan] } }]',
    holds: '{ score: 0.2 }',
    cases: '100',
  }
  const lastOf = (prompt: string) => lineOf(prompt, 'List').split(', ').at(-1) ?? ''
  const { items, translations = {} } = rowsOf('misc/last-written')
  const english = new Map(
    translations['velan']?.items.map(({ id, fields: [list] }) => [
      list?.value,
      items.find((row) => row.id === id)?.answer.text,
    ]),
  )
  const meanOf = async (writes: (prompt: string) => string) => {
    const { verdict } = await searchLaw(law, { writes })
    return { state: verdict.state, mean: verdict.mean?.state === 'estimated' ? verdict.mean.value : undefined }
  }

  test('is right where it is the answer in that language, and wrong where it is the one in the own', async () => {
    expect(await meanOf(lastOf)).toEqual({ state: 'holds', mean: 0 })
    const inEnglish = (prompt: string) => english.get(lineOf(prompt, 'List')) ?? lastOf(prompt)
    expect(await meanOf(inEnglish)).toEqual({ state: 'violated', mean: -1 })
  })
})
