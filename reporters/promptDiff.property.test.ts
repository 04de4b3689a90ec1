import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffRow, type Piece, promptDiff } from './promptDiff.ts'

const text = fc
  .array(fc.constantFrom('a ', 'b', 'premise ', '; ', '\n', '(1)'), { maxLength: 12 })
  .map((parts) => parts.join(''))

/** One side of a difference, without line ends and signs for them. */
const sideOf = (rows: readonly DiffRow[], side: 'before' | 'after') =>
  rows.map((row) => (row.state === 'same' ? row.text : row[side].map((piece: Piece) => piece.text).join(''))).join('')

const bare = (written: string) => written.replaceAll(/[\s␊␣]/gu, '')

test('both sides hold what the two texts hold', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = promptDiff(before, after)
      expect(bare(sideOf(rows, 'before'))).toBe(bare(before))
      expect(bare(sideOf(rows, 'after'))).toBe(bare(after))
    }),
  )
})

test('a text differs from itself nowhere, and from any other somewhere', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const isSame = promptDiff(before, after).every(({ state }) => state === 'same')
      expect(isSame).toBe(before === after)
    }),
  )
})

test('of lines that differ the words are marked, and blanks that changed can be seen', () => {
  expect(promptDiff('Options: yes; no\nAnswer:', 'Options: no; yes\nAnswer: ')).toEqual([
    {
      state: 'changed',
      before: [
        { text: 'Options: ', changed: false },
        { text: 'yes', changed: true },
        { text: '; ', changed: false },
        { text: 'no', changed: true },
      ],
      after: [
        { text: 'Options: ', changed: false },
        { text: 'no', changed: true },
        { text: '; ', changed: false },
        { text: 'yes', changed: true },
      ],
    },
    {
      state: 'changed',
      before: [{ text: 'Answer:', changed: false }],
      after: [
        { text: 'Answer:', changed: false },
        { text: '␣', changed: true },
      ],
    },
  ])
})

test('lines that differ in blanks alone stand side by side, and an empty line that was put in by itself', () => {
  const [before, after] = ['Example 1:\nList: a, b\nAnswer: b', 'Example 1: \r\n\r\nList: a,  b \r\n\r\nAnswer: b']
  const sides = promptDiff(before, after).map((row) =>
    row.state === 'same'
      ? [row.text, row.text]
      : [row.before, row.after].map((side) => side.map(({ text }) => text).join('')),
  )
  expect(sides).toEqual([
    ['Example 1:␊', 'Example 1:␣␍␊'],
    ['', '␍␊'],
    ['List: a, b␊', 'List: a, ␣b␣␍␊'],
    ['', '␍␊'],
    ['Answer: b', 'Answer: b'],
  ])
})
