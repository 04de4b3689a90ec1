import { expect, test } from 'vitest'
import { assembleReport } from '../harness/report/assemble.ts'
import { sampleParts } from '../harness/report/sample.ts'
import { corpusScores } from './corpusScores.ts'
import { render } from './line.ts'

const parts = sampleParts()
type Score = NonNullable<(typeof parts.cells)[number]['corpus']>['score']

function shown(metric: 'bleu' | 'matthews' | 'edit-distance', score: Score): string {
  const report = assembleReport({
    ...parts,
    tasks: parts.tasks.map((task) => (task.name === 'nli/kind' ? { ...task, metric } : task)),
    cells: parts.cells.map((cell) =>
      cell.task === 'nli/kind' && (cell.condition === 'flan' || cell.condition === 'gold-4')
        ? { ...cell, corpus: { score, statistics: [] } }
        : cell,
    ),
  })
  return render(corpusScores(report, 'lab', 100), false)
}

test('the score of all items at once stands beside the means, each seed by itself', () => {
  expect(shown('bleu', { state: 'scored', value: 0.3632 })).toMatchInlineSnapshot(`
    " the table has means of item scores; all items at once score
       nli/kind  bleu  gold-4 36.3 · flan 36.3, 36.3
    "
  `)
  expect(shown('matthews', { state: 'conventional', value: 0, reason: 'all 60 answers are the same' }))
    .toMatchInlineSnapshot(`
    " the table has means of item scores; all items at once score
       nli/kind  Matthews  gold-4 .00 by convention · flan .00 by convention, .00 by convention
    "
  `)
  expect(shown('edit-distance', { state: 'undefined', reason: 'the references hold no words' })).toMatchInlineSnapshot(`
    " the table has means of item scores; all items at once score
       nli/kind  word error rate  gold-4 — · flan —, —
    "
  `)
})

test('a study whose scores are all means has no such lines', () => {
  expect(corpusScores(assembleReport(parts), 'lab', 100)).toEqual([])
})
