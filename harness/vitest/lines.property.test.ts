import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onLines } from './lines.ts'

test('every statement stands on its own line, and lines keep their number', () => {
  const statements = fc.array(
    fc.record({ line: fc.integer({ min: 1, max: 30 }), code: fc.stringMatching(/^[a-z]{1,8}$/u) }),
  )
  fc.assert(
    fc.property(statements, (list) => {
      const rows = onLines(list, 30).split('\n')
      expect(rows).toHaveLength(30)
      for (const { line, code } of list) expect(rows[line - 1]).toContain(code)
    }),
  )
})
