import { expect, test } from 'vitest'
import type { Item } from '../dataset/item.ts'
import type { Measurement } from './measurement.ts'
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
  )
  expect(scores.tokens).toEqual({ needed: 4, computed: 6, naive: 20 })
})

test('measurements of other items are refused', () => {
  expect(() => scoreCell(cell, [item('1', ['a', 'b'])], [{ measurements: [scored('2', 0, 0)], cost }])).toThrow(
    'do not belong',
  )
})

test('the random baseline scores each item at its chance level and computes nothing', () => {
  const scores = randomCell({ ...cell, weights: { state: 'random' } }, [item('1', ['a', 'b', 'c', 'd']), item('2', [])])
  expect(scores).toMatchObject({ scores: [0.25, 0], chance: [0.25, 0], tokens: { computed: 0 } })
})
