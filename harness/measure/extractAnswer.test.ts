import { expect, test } from 'vitest'
import { extractAnswer } from './extractAnswer.ts'

test.each([
  [' a red hat', 'a red hat'],
  [' red\nExample 2:', 'red'],
  ['\n\n red \r\nmore', 'red'],
  ['Answer Solution: red', 'Answer Solution: red'],
  ['“rot”', '“rot”'],
])('the answer in %j is %j', (generated, answer) => {
  expect(extractAnswer(generated)).toEqual({ state: 'answered', answer })
})

test.each(['', ' ', '\n\n\t'])('%j holds no answer', (generated) => {
  expect(extractAnswer(generated)).toMatchObject({ state: 'unanswered' })
})
