import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import schema from '../harness/report/report.schema.json' with { type: 'json' }
import { anyCost, anyReport } from './report.arbitrary.ts'
import { terminal } from './terminal.ts'
import { displayWidth } from './width.ts'

const ESCAPES = /\u001B\[\d+m/g

test('no line is longer than the page, from 60 columns on', () => {
  fc.assert(
    fc.property(anyReport, anyCost, fc.integer({ min: 60, max: 200 }), (report, cost, columns) => {
      for (const line of terminal(report, cost, { columns, colour: false }).split('\n')) {
        expect(displayWidth(line), line).toBeLessThanOrEqual(columns)
      }
    }),
    { numRuns: 100 },
  )
})

test('colours add escape codes and nothing else', () => {
  fc.assert(
    fc.property(anyReport, anyCost, fc.integer({ min: 60, max: 200 }), (report, cost, columns) => {
      const plain = terminal(report, cost, { columns, colour: false })
      const coloured = terminal(report, cost, { columns, colour: true })
      expect(coloured).toContain('\u001B[')
      expect(coloured.replaceAll(ESCAPES, '')).toBe(plain)
    }),
    { numRuns: 30 },
  )
})

test('every condition of a measured model is a column or is said to be left out', () => {
  fc.assert(
    fc.property(anyReport, anyCost, fc.integer({ min: 60, max: 200 }), (report, cost, columns) => {
      const text = terminal(report, cost, { columns, colour: false })
      const widened = terminal(report, cost, { columns: 1000, colour: false })
      if (text.includes('left out at')) expect(widened).not.toContain('left out at')
    }),
    { numRuns: 30 },
  )
})

test('random reports satisfy the schema, so that the other properties speak of real ones', () => {
  const validate = new Ajv().compile(schema)
  fc.assert(
    fc.property(anyReport, (report) => {
      validate(report)
      expect(validate.errors).toBeNull()
    }),
    { numRuns: 30 },
  )
})
