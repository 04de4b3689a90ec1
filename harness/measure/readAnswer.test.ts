import { expect, test } from 'vitest'
import released from '../../fixtures/oracle/released/answers.json' with { type: 'json' }
import type { Defect } from '../suite/defects.ts'
import { extractAnswer } from './extractAnswer.ts'
import { numberIn } from './metric/numbers.ts'
import { readAnswer } from './readAnswer.ts'
import type { Writer } from './releasedAnswer.ts'

const WRITERS: Writer[] = ['base', 'samplegen', 'flan']

const read = (generated: string, writer: Writer, defects: Defect[], options: string[] = [], cued = false) => {
  const strict = extractAnswer(generated)
  const answer = strict.state === 'answered' ? strict.answer : ''
  return readAnswer({ generated, answer }, { defects: new Set(defects), writer, cued, options })
}

// The release holds a number where this holds its text.
const alike = (mine: string, theirs: string) =>
  mine === theirs || (numberIn(theirs) !== undefined && numberIn(mine) === numberIn(theirs))

test.each<[string, Defect[]]>([
  ['text', ['two-parsers']],
  ['letters', ['two-parsers', 'letters']],
  ['number', ['two-parsers', 'nine-for-no-number']],
  ['amount', ['two-parsers', 'deleted-symbols']],
])('%s is read as the release reads it with %j, whoever wrote it', (kind, defects) => {
  const rows = released.rows.filter((row) => row.kind === kind)
  expect(rows.length).toBeGreaterThan(90)
  const differing = rows.flatMap((row) =>
    WRITERS.filter((writer) => !alike(read(row.generated, writer, defects, released.options), row[writer])),
  )
  expect(differing).toEqual([])
})

test('strictly, one rule reads every text, whoever wrote it', () => {
  for (const { generated } of released.rows) {
    const answers = WRITERS.map((writer) => read(generated, writer, []))
    expect(new Set(answers).size).toBe(1)
  }
  expect(read('yes', 'flan', [])).toBe('yes')
  expect(read('yes', 'flan', ['two-parsers'])).toBe('')
  expect(read('$12%', 'base', [])).toBe('$12%')
  expect(read('3.5 out of 5', 'base', [])).toBe('3.5 out of 5')
})

test('a tuned model whose prompt ends in the marker has written it', () => {
  expect(read(' yes', 'flan', ['two-parsers'], [], true)).toBe('yes')
  expect(read('\nyes', 'flan', ['two-parsers'], [], true)).toBe('')
  expect(read('\nyes', 'flan', [], [], true)).toBe('yes')
})

test('what is no option becomes the nearest one, and an empty answer the first', () => {
  const options = ['Paris', 'London', 'Rome']
  expect(read('london, of course', 'base', ['nearest-option'], options)).toBe('London')
  expect(read('', 'base', ['nearest-option'], options)).toBe('Paris')
  expect(read('zzz', 'base', ['nearest-option'], options)).toBe('Paris')
  expect(read('zzz', 'base', [], options)).toBe('zzz')
})
