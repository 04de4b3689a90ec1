import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newcombe } from '../statistics/newcombe.ts'
import { robustness, type RewrittenItem } from './robustness.ts'

const right = { score: 1, answer: 'yes' }
const wrong = { score: 0, answer: 'no' }
const item = (name: number, before: typeof right, after: (typeof right)[], prompts?: string[]): RewrittenItem => ({
  item: `nli/kind ${name}`,
  before,
  after: after.map((one, place) => ({ ...one, prompt: prompts?.[place] ?? String(place) })),
})

test('one rewritten prompt an item is a paired comparison of right and wrong answers', () => {
  const items = Array.from({ length: 40 }, (_, at) => item(at, right, [at < 10 ? wrong : right]))
  expect(robustness(items)).toMatchObject({
    items: 40,
    cases: 40,
    variants: { fewest: 2, most: 2 },
    before: 1,
    average: 0.75,
    change: { value: -0.25, interval: newcombe({ both: 30, onlyA: 0, onlyB: 10, neither: 0 }) },
    flips: { value: 0.25, method: 'Clopper-Pearson' },
    agreement: { pairwise: { value: 0.75 }, all: { value: 0.75 } },
    worst: { ofTried: 0.75, ofTwo: 0.75 },
  })
})

test('answers may flip while the score stays, which the change alone would hide', () => {
  const items = Array.from({ length: 40 }, (_, at) =>
    at % 2 === 0 ? item(at, right, [wrong]) : item(at, wrong, [right]),
  )
  expect(robustness(items)).toMatchObject({
    before: 0.5,
    average: 0.5,
    change: { value: 0 },
    flips: { value: 1 },
    worst: { ofTried: 0, ofTwo: 0 },
  })
})

test('an item counts once, however often it was rewritten; the lowest score falls with each more', () => {
  const once = [item(0, right, [right]), item(1, right, [wrong]), item(2, right, [right])]
  const often = [item(0, right, [right, right, wrong]), item(1, right, [wrong]), item(2, right, [right])]
  expect(robustness(once)).toMatchObject({ average: 2 / 3, worst: { ofTried: 2 / 3 }, cases: 3 })
  expect(robustness(often)).toMatchObject({
    average: expect.closeTo((2 / 3 + 0 + 1) / 3, 12) as number,
    // Three of six pairs of the first item hold its one wrong answer.
    worst: { ofTried: 1 / 3, ofTwo: expect.closeTo((1 / 2 + 0 + 1) / 3, 12) as number },
    cases: 5,
    variants: { fewest: 2, most: 4 },
    flips: { value: 0.4, cases: 5, items: 3 },
  })
})

test('a prompt that is drawn twice is two cases and one variant', () => {
  const twice = robustness([item(0, right, [wrong, wrong], ['a', 'a']), item(1, right, [right])])
  const once = robustness([item(0, right, [wrong]), item(1, right, [right])])
  expect(twice).toMatchObject({ cases: 3, variants: { fewest: 2, most: 2 }, flips: { value: 2 / 3 } })
  if (twice.state === 'undefined' || once.state === 'undefined') throw new Error('not computable')
  expect(twice.agreement).toEqual(once.agreement)
  expect(twice.worst).toEqual(once.worst)
})

test('the worst of all variants is at most that of two, and that at most either mean of items seen in two ways', () => {
  const answers = fc.array(fc.constantFrom(right, wrong, { score: 0.5, answer: 'so' }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(answers, { minLength: 1, maxLength: 20 }), fc.boolean(), (all, isRight) => {
      const found = robustness(all.map((after, at) => item(at, isRight ? right : wrong, after)))
      if (found.state === 'undefined') throw new Error(found.reason)
      expect(found.worst.ofTried).toBeLessThanOrEqual(found.worst.ofTwo + 1e-12)
      const whole = all.map((after) => [isRight ? 1 : 0, ...after.map(({ score }) => score)])
      const mean = whole.map((own) => own.reduce((a, b) => a + b, 0) / own.length).reduce((a, b) => a + b, 0)
      expect(found.worst.ofTwo).toBeLessThanOrEqual(mean / whole.length + 1e-12)
    }),
  )
})

test('what cannot be told says why', () => {
  expect(robustness([])).toMatchObject({ reason: 'no item was rewritten' })
  expect(robustness([item(3, right, [])])).toMatchObject({ reason: 'nli/kind 3 was not rewritten' })
})
