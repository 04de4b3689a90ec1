import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gsm8k } from './gsm8k.ts'

const problem = fc.record({ question: fc.string(), steps: fc.array(fc.nat(3000)), answer: fc.nat(5000) })

test('four different numbers stand to choose from in ascending order, the answer at its place', () => {
  fc.assert(
    fc.property(problem, ({ question, steps, answer }) => {
      const { numbers, right } = choices(question, steps, answer)
      expect(numbers).toHaveLength(4)
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      expect(numbers[right]).toBe(answer)
    }),
  )
})

test('no distractor is a number of the rationale or below 0, and all are near the answer', () => {
  fc.assert(
    fc.property(problem, ({ question, steps, answer }) => {
      const distractors = choices(question, steps, answer).numbers.filter((number) => number !== answer)
      expect(distractors.filter((number) => steps.includes(number) || number < 0)).toEqual([])
      const farthest = Math.max(...distractors.map((number) => Math.abs(number - answer)))
      const named = steps.length + question.length
      expect(farthest).toBeLessThanOrEqual(10 ** Math.max(0, String(answer).length - 2) * (3 + named))
    }),
  )
})

test('every place is right about as often, whatever the answer', () => {
  const places = Array.from({ length: 400 }, (_, k) => choices(`Problem ${k}?`, [], 1250).right)
  const counts = [0, 1, 2, 3].map((place) => places.filter((right) => right === place).length)
  for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(40)
})

function choices(question: string, steps: number[], answer: number): { numbers: number[]; right: number } {
  const made = gsm8k({ question, answer: `${steps.join(' + ')}\n#### ${answer}` })
  if (!('options' in made) || !Array.isArray(made.options)) throw new Error(JSON.stringify(made))
  return { numbers: made.options.map(Number), right: Number(made.right) }
}
