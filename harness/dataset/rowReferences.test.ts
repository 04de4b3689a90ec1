import { expect, test } from 'vitest'
import type { Row } from './readRows.ts'
import { rowReferences } from './rowReferences.ts'

const row: Row = {
  id: '1',
  values: { makers: ['Eva', 'Eva Lund'], maker: 'Eva' },
  file: 'rows.jsonl',
  line: 1,
  text: '{}',
}
const task = (answer: string) => ({
  answer,
  prompt: { fields: [], instructions: [], options: { kind: 'none' as const } },
})

test('a list of right answers is all of them, and exemplars show the first', () => {
  expect(rowReferences(row, task('{{makers}}'))).toEqual({ list: ['Eva', 'Eva Lund'], shown: { makers: 'Eva' } })
})

test.each(['{{maker}}', 'Made by {{makers}}', 'Eva'])('%j is no list of right answers', (answer) => {
  expect(rowReferences(row, task(answer))).toEqual({ list: [], shown: {} })
})
