import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRows } from './readRows.ts'

const ids = fc.array(fc.string({ minLength: 1 }).filter((id) => id.trim() !== ''))

test('ids and line numbers survive whatever ends the lines, and whatever marks the beginning of the file', () => {
  const layout = fc.record({
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\uFEFF'),
    last: fc.boolean(),
  })
  fc.assert(
    fc.property(ids, layout, (names, { end, mark, last }) => {
      const lines = names.map((id, index) =>
        index % 3 === 2 ? `${end}${JSON.stringify({ id })}` : JSON.stringify({ id }),
      )
      const { rows, problems } = readRows('/rows.jsonl', mark + lines.join(end) + (last ? end : ''))
      expect(rows.map(({ id }) => id)).toEqual(names)
      // Every third row stands below a blank line.
      expect(rows.map(({ line }) => line)).toEqual(names.map((_, index) => index + 1 + Math.floor((index + 1) / 3)))
      expect(problems).toHaveLength(names.length === 0 ? 1 : 0)
    }),
  )
})

test('a bad line is one problem at its own line, and the others are read', () => {
  const bad = fc.constantFrom('{', '[]', '1', '{"id":1}', '{}', 'id: a')
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant('{"id":"a"}'), bad), { minLength: 1 }), (lines) => {
      const { rows, problems } = readRows('/rows.jsonl', lines.join('\n'))
      const lineNumbers = lines.map((_, index) => index + 1)
      expect(problems.map(({ line }) => line)).toEqual(lineNumbers.filter((line) => lines[line - 1] !== '{"id":"a"}'))
      expect(rows.length + problems.length).toBe(lines.length)
    }),
  )
})
