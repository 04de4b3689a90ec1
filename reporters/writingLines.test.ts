import { expect, test } from 'vitest'
import { assembleReport } from '../harness/report/assemble.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { render } from './line.ts'
import { writingLines } from './writingLines.ts'

const parts = sampleParts()
type Writing = NonNullable<(typeof parts.cells)[number]['writing']>

function shown(writing: Writing): string {
  const cells = parts.cells.map((cell) => (cell.condition === 'flan' ? { ...cell, writing } : cell))
  return render(writingLines(assembleReport({ ...parts, cells }), 'lab', 100), false)
}

test('what became of written exemplars is one paragraph for each condition, over tasks and seeds', () => {
  const known = { rows: 10, right: 9 }
  const restated = { questions: 50, exact: 20, edits: 120, words: 1000 }
  expect(shown({ exemplars: 120, read: 100, answerable: 90, known, overlapping: 5, restated })).toMatchInlineSnapshot(`
    " exemplars that models wrote themselves
       flan  83 % have the form · 90 % answer with an option ·
             10 % are rows of the pool, 90 % of these right · 5 % share 13 words with it ·
             40 % of restated questions are the true ones · word edits 12 %
    "
  `)
})

test('where nothing was read, nothing is said of it', () => {
  const known = { rows: 0, right: 0 }
  expect(shown({ exemplars: 120, read: 0, known, overlapping: 0 })).toMatchInlineSnapshot(`
    " exemplars that models wrote themselves
       flan  0 % have the form
    "
  `)
  expect(writingLines(assembleReport(parts), 'lab', 100)).toEqual([])
})
