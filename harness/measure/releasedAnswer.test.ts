import { describe, expect, test } from 'vitest'
import released from '../../fixtures/oracle/released/answers.json' with { type: 'json' }
import { extractAnswer } from './extractAnswer.ts'
import { heardLetter, releasedAnswer, type Writer } from './releasedAnswer.ts'

const WRITERS: Writer[] = ['base', 'samplegen', 'flan']

describe('a text, and what the release reads in it from a base model, a samplegen and a flan model', () => {
  test.each([
    ['yes', 'yes', '', ''],
    ['\n\nyes\nExample 3:', 'yes', '', ''],
    [' yes.', 'yes.', '', ''],
    ['Answer: yes', 'yes', '', ''],
    ['answer: yes', 'answer: yes', '', ''],
    ['Answer:yes', 'Answer:yes', '', ''],
    ['Answer Solution: "yes"', '"yes"', '"yes"', '"yes"'],
    ['Answer Solution:\nyes', '', '', ''],
    ['Answer Solution: yes</s>junk', 'yes</s>junk', 'yes</s>junk', 'yes'],
    [
      'Example 1: ... Answer 1: no\n\nSolution: x\nAnswer Solution: yes\nEND_EXAMPLES',
      'Example 1: ... Answer 1: no',
      'yes',
      'yes',
    ],
  ])('%j: %j, %j, %j', (generated, ...answers) => {
    expect(WRITERS.map((writer) => releasedAnswer(generated, writer).answer)).toEqual(answers)
  })
})

test.each(WRITERS)('every text is read as the release reads it, written by a %s model', (writer) => {
  const differing = released.rows.filter((row) => row.kind === 'text' && read(row.generated, writer) !== row[writer])
  expect(differing).toEqual([])
})

test('with lettered options the first capital letter behind a marker is an option', () => {
  const rows = released.rows.filter(({ kind }) => kind === 'letters')
  const differing = rows.flatMap((row) =>
    WRITERS.filter((writer) => {
      const { answer, marked } = releasedAnswer(row.generated, writer)
      return (marked ? heardLetter(answer, released.options) : answer) !== row[writer]
    }).map((writer) => [writer, row]),
  )
  expect(differing).toEqual([])
  expect(heardLetter('Bob went home', ['Alice', 'Bob', 'Cat'])).toBe('Bob')
})

test('one rule for every model reads a bare answer alike, and a header as a header', () => {
  expect(extractAnswer('yes')).toEqual({ state: 'answered', answer: 'yes' })
  expect(extractAnswer('Answer: yes')).toEqual({ state: 'answered', answer: 'Answer: yes' })
})

const read = (generated: string, writer: Writer) => releasedAnswer(generated, writer).answer
