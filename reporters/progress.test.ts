import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Progress, progressBar, progressLine } from './progress.ts'
import { displayWidth } from './width.ts'

const progress: Progress = {
  cells: { done: 82, planned: 328 },
  tokens: { computed: 512_000, perSecond: 41_300 },
  seconds: 12.4,
  eta: 26,
  current: { task: 'closed-book/colour', condition: 'gold-4' },
}

test('the bar says how far, how long, and what', () => {
  expect(progressBar(progress, { columns: 120, colour: false })).toMatchInlineSnapshot(
    `"━━━━━─────────────── 82 of 328 cells · 26 s left · closed-book/colour gold-4 · 512 k tokens · 41.3 k/s"`,
  )
})

test('a narrow bar leaves out whole facts', () => {
  expect(progressBar(progress, { columns: 60, colour: false })).toMatchInlineSnapshot(
    `"━━━━━─────────────── 82 of 328 cells · 26 s left"`,
  )
})

test('the line for a log holds the same facts and the time so far', () => {
  expect(progressLine(progress)).toMatchInlineSnapshot(`
    "kshot  82 of 328 cells · 26 s left · closed-book/colour gold-4 · 512 k tokens · 41.3 k/s · 12 s elapsed
    "
  `)
})

test('nothing is promised before anything is planned', () => {
  const start = { cells: { done: 0, planned: 0 }, tokens: { computed: 0, perSecond: 0 }, seconds: 0 }
  expect(progressLine(start)).toMatchInlineSnapshot(`
    "kshot  0 of 0 cells · 0 tokens · 0.0 s elapsed
    "
  `)
})

test('a bar never fills more than its line', () => {
  const any = fc.record({
    cells: fc.record({ done: fc.nat(), planned: fc.nat() }),
    tokens: fc.record({ computed: fc.nat(), perSecond: fc.double({ min: 0, max: 1e9, noNaN: true }) }),
    seconds: fc.double({ min: 0, max: 1e6, noNaN: true }),
    eta: fc.double({ min: 0, max: 1e6, noNaN: true }),
    current: fc.record({ task: fc.string({ unit: 'grapheme' }), condition: fc.string({ unit: 'grapheme' }) }),
  })
  fc.assert(
    fc.property(any, fc.integer({ min: 24, max: 200 }), (each, columns) => {
      const line = progressBar(each, { columns, colour: false })
      expect(line).not.toContain('\n')
      expect(displayWidth(line)).toBeLessThanOrEqual(columns)
    }),
  )
})
