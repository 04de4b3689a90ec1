import { expect, test } from 'vitest'
import { type BaselineRecord, formatBaseline, parseBaseline } from './baselineRecord.ts'

const record: BaselineRecord = {
  format: 1,
  kshot: '0.1.0',
  checkpoint: 'lab flan 42',
  study: 'lab',
  condition: 'flan',
  rules: { seam: 'whole', tooLong: 'refuse' },
  provenance: { engine: { version: '2', device: 'cpu' }, base: 'b0', adapter: 'a0' },
  tasks: [
    {
      task: 'nli/kind',
      metric: 'accuracy',
      items: [
        ['a "1"', 0, '0123'],
        ['b', 1, '4567'],
      ],
    },
    { task: 'misc/sum', metric: 'rouge-l', maxTokens: 24, items: [['c', 0.25, '89ab']] },
    { task: 'misc/none', metric: 'accuracy', items: [] },
  ],
}

test('a record comes back as it was written, one item a line', () => {
  const text = formatBaseline(record)
  expect(parseBaseline(text)).toEqual({ state: 'read', record })
  expect(text).toContain('\n      ["b",1,"4567"]\n')
})

test.each([
  ['no text', '', 'an empty file'],
  ['half of the text', formatBaseline(record).slice(0, 400), 'text that is not JSON, or only its beginning'],
  ['another file', '{"name":"kshot"}', 'JSON without `format`'],
  ['a later format', formatBaseline(record).replace('"format": 1', '"format": 2'), 'format 2'],
  ['a score beyond 1', formatBaseline(record).replace('["b",1,', '["b",1.5,'), 'a damaged record'],
  [
    'an item with two outcomes',
    formatBaseline(record).replace('["b",1,', '["a \\"1\\"",1,'),
    'item a "1" of nli/kind twice',
  ],
  ['a task with two lists', formatBaseline(record).replace('misc/none', 'nli/kind'), 'task nli/kind twice'],
  ['no tasks', formatBaseline(record).replace('"tasks"', '"task"'), 'a damaged record'],
])('%s is no record', (_, text, found) => {
  expect(parseBaseline(text)).toEqual({ state: 'refused', found })
})
