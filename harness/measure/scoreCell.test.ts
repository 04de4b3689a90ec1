import { expect, test } from 'vitest'
import type { Item } from '../dataset/item.ts'
import type { Measurement } from './measurement.ts'
import { bleu } from './metric/bleu.ts'
import { exactMatch } from './metric/exactMatch.ts'
import { matthews } from './metric/labels.ts'
import { squadF1 } from './metric/tokenF1.ts'
import { type CellIdentity, randomCell, scoreCell } from './scoreCell.ts'

const cell: CellIdentity = {
  task: 'nli/kind',
  model: 'lab',
  condition: 'gold-4',
  weights: { state: 'base' },
  fingerprint: 'f',
}
const cost = { needed: 2, computed: 3, naive: 10 }
const prompt = { sha: '', exemplars: [] }

const item = (id: string, options: string[]): Item => ({
  id,
  fields: [],
  instructions: [],
  options,
  answer: options.length > 0 ? { text: options[0] ?? '', index: 0 } : { text: 'x' },
  source: { file: 'rows.jsonl', line: 1 },
})
const scored = (id: string, mean: number, sum: number): Measurement => ({
  state: 'scored',
  item: id,
  options: [],
  gold: 0,
  chosen: { mean, sum },
  prompt,
})
const wrote = (id: string, answer: string, finish: 'stop-string' | 'length'): Measurement => ({
  state: answer === '' ? 'unanswered' : 'answered',
  item: id,
  generated: answer,
  answer,
  gold: 'x',
  finish: 'stop-string',
  prompt: { ...prompt, written: { text: '', finish } },
})

test('an item scores by mean log-probability, and by the sum beside it', () => {
  const scores = scoreCell(
    cell,
    [item('1', ['a', 'b']), item('2', ['a', 'b', 'c'])],
    [{ measurements: [scored('1', 0, 1), scored('2', 2, 0)], cost }],
    exactMatch,
  )
  expect(scores).toMatchObject({ items: ['1', '2'], scores: [1, 0], sumScores: [0, 1], chance: [1 / 2, 1 / 3] })
})

test('free text scores by exact match; no answer is wrong and counted', () => {
  const scores = scoreCell(
    cell,
    [item('1', []), item('2', []), item('3', [])],
    [
      { measurements: [wrote('1', 'x', 'stop-string'), wrote('2', 'X', 'length')], cost },
      { measurements: [wrote('3', '', 'stop-string')], cost },
    ],
    exactMatch,
  )
  expect(scores).toMatchObject({ scores: [1, 0, 0], chance: [0, 0, 0], unanswered: 1, written: { complete: 2, of: 3 } })
})

test('tokens of all blocks add up', () => {
  const scores = scoreCell(
    cell,
    [item('1', ['a', 'b']), item('2', ['a', 'b'])],
    [
      { measurements: [scored('1', 0, 0)], cost },
      { measurements: [scored('2', 0, 0)], cost },
    ],
    exactMatch,
  )
  expect(scores.tokens).toEqual({ needed: 4, computed: 6, naive: 20 })
})

test('measurements of other items are refused', () => {
  const stray = [{ measurements: [scored('2', 0, 0)], cost }]
  expect(() => scoreCell(cell, [item('1', ['a', 'b'])], stray, exactMatch)).toThrow('do not belong')
})

test('the random baseline scores each item at its chance level and computes nothing', () => {
  const scores = randomCell({ ...cell, weights: { state: 'random' } }, [item('1', ['a', 'b', 'c', 'd']), item('2', [])])
  expect(scores).toMatchObject({ scores: [0.25, 0], chance: [0.25, 0], tokens: { computed: 0 } })
})

test('the best of several right answers counts; no answer scores 0 even where every word of the right one is an article', () => {
  const items = [
    { ...item('1', []), references: ['blue shoe ', 'a red hat'] },
    { ...item('2', []), answer: { text: 'The The' } },
  ]
  const measurements = [wrote('1', 'The red hats', 'stop-string'), wrote('2', '', 'stop-string')]
  const scores = scoreCell(cell, items, [{ measurements, cost }], squadF1)
  expect(scores).toMatchObject({ scores: [0.5, 0], unanswered: 1 })
  expect(scores).not.toHaveProperty('corpus')
})

test('a corpus metric scores all items of the cell at once, in whatever blocks they were computed', () => {
  const metric = bleu('13a')
  const items = ['1', '2'].map((id) => ({ ...item(id, []), references: ['a b c d e f g', 'a b c d e'] }))
  const [long, short] = [wrote('1', 'a b c d e x y', 'stop-string'), wrote('2', 'a b', 'stop-string')]
  const inOne = scoreCell(cell, items, [{ measurements: [long, short], cost }], metric)
  const inTwo = scoreCell(
    cell,
    items,
    [
      { measurements: [long], cost },
      { measurements: [short], cost },
    ],
    metric,
  )
  const rows = ['a b c d e x y', 'a b'].map((answer) => metric.statistics(answer, items[0]?.references ?? []))
  expect(inOne.corpus).toEqual({ score: metric.corpus(rows), statistics: rows })
  expect(inOne.scores).toEqual(rows.map((row) => metric.item(row)))
  expect(inTwo.corpus).toEqual(inOne.corpus)
})

test('among options, a metric of labels judges the option that is likeliest per token', () => {
  const options = ['yes', 'no']
  const items = ['1', '2', '3'].map((id) => item(id, options))
  const measurements = [scored('1', 0, 0), scored('2', 1, 0), scored('3', 0, 1)]
  const scores = scoreCell(cell, items, [{ measurements, cost }], matthews(options))
  expect(scores).toMatchObject({
    scores: [1, 0, 1],
    sumScores: [1, 1, 0],
    corpus: {
      score: { state: 'conventional', value: 0 },
      statistics: [
        [0, 0],
        [0, 1],
        [0, 0],
      ],
    },
  })
})
