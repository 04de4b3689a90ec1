import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleReport } from './assemble.ts'
import { canonicalReport } from './canonical.ts'
import { sampleParts } from './sample.ts'

const parts = sampleParts(['small', 'large'])
const bytes = canonicalReport(assembleReport(parts))

const shuffled = <T>(values: readonly T[]) => fc.shuffledSubarray([...values], { minLength: values.length })

test('the order in which parts arrive changes no byte', () => {
  const anyOrder = fc.record({
    tasks: shuffled(parts.tasks),
    cells: shuffled(parts.cells),
    checks: shuffled(parts.checks),
    verdicts: shuffled(parts.verdicts),
    warnings: shuffled(parts.warnings),
    missing: shuffled(parts.missing),
  })
  fc.assert(
    fc.property(anyOrder, (order) => {
      expect(canonicalReport(assembleReport({ ...parts, ...order }))).toBe(bytes)
    }),
    { numRuns: 20 },
  )
})

test('the order of keys changes no byte', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, entry]) => [key, reversed(entry)]),
    )
  }
  const report = assembleReport(parts)
  Object.assign(report, reversed(report))
  expect(canonicalReport(report)).toBe(bytes)
})
