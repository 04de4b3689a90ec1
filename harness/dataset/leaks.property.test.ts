import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Item } from './item.ts'
import { leakProblems } from './leaks.ts'

const question = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y', 'z'))
const questions = fc.array(question, { maxLength: 8 })

test('an exemplar or training row is refused exactly when it asks what a test item asks, and both are named', () => {
  fc.assert(
    fc.property(
      questions,
      questions,
      fc.constantFrom('yes', 'no'),
      fc.constantFrom('exemplar', 'training row'),
      (tests, pool, answer, called) => {
        const items = tests.map((values, index) => itemOf(`t-${index}`, values, index, 'yes'))
        const exemplars = pool.map((values, index) => itemOf(`e-${index}`, values, index, answer))
        const rows = exemplars.map(({ id, source }) => ({ id, values: {}, text: '{}', ...source }))
        const asked = new Set(tests.map((values) => values.join()))
        const leaks = leakProblems(items, exemplars, { rows, called })
        expect(leaks.map(({ line }) => line)).toEqual(
          pool.flatMap((values, index) => (asked.has(values.join()) ? [index + 1] : [])),
        )
        for (const { what, found } of leaks) {
          expect(what).toBe(`the ${called} is also a test item`)
          expect(found).toMatch(/^"e-\d", the same words as "t-\d" in t\.jsonl:\d$/)
        }
      },
    ),
  )
})

function itemOf(id: string, values: string[], index: number, answer: string): Item {
  const fields = values.map((value, field) => ({ label: `Field ${field}`, value }))
  const file = id.startsWith('t') ? '/t.jsonl' : '/e.jsonl'
  return { id, fields, instructions: ['?'], options: [], answer: { text: answer }, source: { file, line: index + 1 } }
}
