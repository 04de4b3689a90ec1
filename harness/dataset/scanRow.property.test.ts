import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanRow } from './scanRow.ts'

test('sound rows are those that JSON.parse reads', () => {
  const line = fc.json({ maxDepth: 3 }).map((text) => text.replaceAll('\n', ' '))
  const cut = fc
    .tuple(line, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', '0', ' ', 'x', '\\'))
    .map(([text, at, mark]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + mark + text.slice(place + 1)
    })
  fc.assert(
    fc.property(fc.oneof(line, cut), (text) => {
      expect(scanRow(text).state === 'sound').toBe(parses(text))
    }),
    { numRuns: 2000 },
  )
})

test('every value of a row is where the scan says it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue(), { minKeys: 1 }), (row) => {
      const text = JSON.stringify(row)
      const scan = scanRow(text)
      if (scan.state === 'broken') throw new Error(`broken at ${scan.column}: ${text}`)
      for (const [key, value] of Object.entries(row)) {
        expect(text.slice((scan.columns.get(key) ?? 0) - 1).startsWith(JSON.stringify(value))).toBe(true)
      }
    }),
  )
})

test.each([
  ['{"id":"a" "x":1}', 11, 'a comma or }'],
  ["{'id':1}", 2, 'a key in double quotes'],
  ['{"id":}', 7, 'a value'],
  ['{"id":1} 2', 10, 'the end of the line'],
  ['{"id":01}', 7, 'a value'],
  ['{"id" 1}', 7, 'a colon after the key'],
])('%s breaks at column %i, where %s is expected', (text, column, expected) => {
  expect(scanRow(text)).toEqual({ state: 'broken', column, expected })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
