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
