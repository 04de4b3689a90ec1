import { expect, test } from 'vitest'
import { searchLaw } from './searchLaw.fixture.ts'

const law = {
  over: '[nli/kind]',
  rewrites: '[{ distractor: { sentences: ["Zebras run."] } }]',
  holds: '{ answer: stays }',
  cases: '12',
}

/** Of who says yes to what is written; how many nats a token no is ahead of yes once zebras run depends on whether others are asked with it. */
const found = async (ahead: { together: number; alone: number }) => {
  const { result, cases } = await searchLaw(law, {
    nats(prompt, answer, sequences) {
      const isAlone = sequences <= 3
      const no = prompt.includes('Zebras') ? (isAlone ? ahead.alone : ahead.together) : -1
      return answer === 'no' ? -2 + no : answer === 'yes' ? -2 : -4
    },
  })
  return { state: result.state, cases: [...new Set(cases.map(({ state }) => state))] }
}

test('a flip within rounding is tied, and breaks no law', async () => {
  expect(await found({ together: 1e-4, alone: 1e-4 })).toEqual({ state: 'holds', cases: ['tied'] })
})

test('a case that rounding could decide is judged by what it is by itself', async () => {
  expect(await found({ together: -1e-4, alone: 3e-4 })).toEqual({ state: 'violated', cases: ['violated'] })
  expect(await found({ together: 3e-4, alone: -1e-4 })).toEqual({ state: 'holds', cases: ['holds'] })
})

test('a case that rounding cannot decide is asked once, together with the others', async () => {
  expect(await found({ together: -1e-3, alone: 1 })).toEqual({ state: 'holds', cases: ['holds'] })
})
