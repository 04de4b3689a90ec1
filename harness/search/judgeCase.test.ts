import { describe, expect, test } from 'vitest'
import { readAs } from '../measure/metric/readAs.ts'
import type { Task } from '../suite/task.ts'
import { breaks, type Reply } from './judgeCase.ts'

const stays = { of: 'answer', is: 'stays', often: 'always' } as const

describe('a free answer', () => {
  const wrote = (answer: string, metric: Task['metric']): Reply => ({
    answer,
    said: readAs(metric)(answer),
    score: 0,
    options: [],
  })
  const isBroken = (metric: Task['metric'], before: string, after: string) =>
    breaks(stays, wrote(before, metric), wrote(after, metric))

  test.each([
    ['exact-match', true],
    ['rouge-l', true],
    ['squad-exact-match', false],
    ['squad-f1', false],
    ['triviaqa-exact-match', false],
  ] as const)('that differs in an article and in case is, to %s, another one: %s', (metric, isOther) => {
    expect(isBroken(metric, 'the blue ship', 'The Blue Ship.')).toBe(isOther)
  })

  test('is another one in other words, to every metric', () => {
    for (const metric of ['exact-match', 'squad-f1', 'triviaqa-f1'] as const)
      expect(isBroken(metric, 'blue ship', 'blue truck')).toBe(true)
  })
})

describe('the chosen option', () => {
  const options = (first: string, second: string) => [
    { text: first, place: 0, share: 0.6 },
    { text: second, place: 1, share: 0.4 },
  ]
  const chose = (answer: string, first: string, second: string): Reply => ({
    answer,
    said: answer,
    score: 1,
    options: options(first, second),
  })
  const follows = { of: 'answer', is: 'follows', often: 'always' } as const

  test('follows into another language, where its text does not stay', () => {
    const [before, after] = [chose('cow', 'cow', 'cat'), chose('nuvi', 'nuvi', 'nuzum')]
    expect(breaks(follows, before, after)).toBe(false)
    expect(breaks(stays, before, after)).toBe(true)
    expect(breaks(follows, before, chose('nuzum', 'nuvi', 'nuzum'))).toBe(true)
  })
})
