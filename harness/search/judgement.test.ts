import { expect, test } from 'vitest'
import { isClose, judge } from './judgement.ts'
import type { Reply } from './judgeCase.ts'

const rounding = 1e-4
const stays = { of: 'answer', is: 'stays', often: 'always' } as const
const follows = { of: 'answer', is: 'follows', often: 'always' } as const
const score = { of: 'score', within: 0.03, often: 'on average' } as const
const distance = { of: 'distance', within: 0.1, often: 'always' } as const

/** Two options, the first of which is so many nats likelier than the second; the right one is red. */
function reply(nats: number, texts = ['red', 'blue']): Reply {
  const weights = [Math.exp(nats), 1]
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const options = texts.map((text, place) => ({ text, place, share: (weights[place] ?? 0) / sum }))
  const answer = texts[nats >= 0 ? 0 : 1] ?? ''
  return { answer, said: answer, score: nats >= 0 ? 1 : 0, options }
}
const written = (answer: string): Reply => ({ answer, said: answer, score: 1, options: [] })

test('an answer that flips by more than rounding breaks the law, one that stays does not', () => {
  for (const law of [stays, follows, score]) {
    expect(judge(law, reply(1), reply(-1), rounding)).toBe('violated')
    expect(judge(law, reply(0.001), reply(-0.001), rounding)).toBe('violated')
    expect(judge(law, reply(1), reply(0.001), rounding)).toBe('holds')
  }
})

test('a flip between options that are equally likely within rounding is a tie, in whichever of the prompts they are', () => {
  for (const law of [stays, follows, score]) {
    expect(judge(law, reply(1), reply(-0.0001), rounding)).toBe('tied')
    expect(judge(law, reply(0.0001), reply(-1), rounding)).toBe('tied')
  }
})

test('where the answer stays its words count, where it follows its place', () => {
  const renamed = reply(1, ['rouge', 'bleu'])
  expect(judge(stays, reply(1), renamed, rounding)).toBe('violated')
  expect(judge(follows, reply(1), renamed, rounding)).toBe('holds')
})

test('a distance beyond its limit by rounding alone is a tie', () => {
  const at = (share: number) => reply(Math.log(share / (1 - share)))
  expect(judge(distance, at(0.5), at(0.6 - 1e-6), rounding)).toBe('holds')
  expect(judge(distance, at(0.5), at(0.6 + 1e-4), rounding)).toBe('tied')
  expect(judge(distance, at(0.5), at(0.61), rounding)).toBe('violated')
  expect(isClose(distance, at(0.5), at(0.6 - 1e-6), rounding)).toBe(true)
  expect(isClose(distance, at(0.5), at(0.55), rounding)).toBe(false)
})

test('free text that differs breaks the law: no margin is known of it', () => {
  expect(judge(stays, written('red'), written('blue'), rounding)).toBe('violated')
  expect(isClose(stays, written('red'), written('blue'), rounding)).toBe(false)
})

test('every case that rounding could judge otherwise is close', () => {
  for (const nats of [-5e-4, -3e-4, -2e-4, -1e-4, 0, 1e-4, 2e-4, 3e-4, 5e-4])
    for (const shift of [-2 * rounding, 2 * rounding]) {
      const [is, other] = [reply(nats), reply(nats + shift)]
      if (judge(stays, reply(1), is, rounding) !== judge(stays, reply(1), other, rounding))
        expect(isClose(stays, reply(1), is, rounding)).toBe(true)
    }
})
