import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assembleReport } from './assemble.ts'
import { canonicalReport } from './canonical.ts'
import type { PropertyPart } from './parts.ts'
import { propertiesOverSeeds } from './propertySeeds.ts'
import type { KnownRobustness, ReportProperty } from './report.generated.ts'
import { sampleParts } from './sample.ts'

const robustness: KnownRobustness = {
  state: 'estimated',
  rows: [{ of: 'all cases', state: 'undefined', reason: 'not of interest here' }],
  spread: {
    state: 'estimated',
    value: 0.5,
    items: 4,
    ofItems: 0.2,
    inside: 0.1,
    factors: [{ name: 'option-order', state: 'none found', variance: 0, lower: 0, upper: 0, degrees: 3 }],
    errors: [
      { covers: ['items'], state: 'estimated', plusMinus: 0.3, standardError: 0.1, degrees: 3 },
      { covers: ['items', 'option-order'], state: 'estimated', plusMinus: 0.3, standardError: 0.1, degrees: 3 },
    ],
  },
  seeds: { asked: [42], state: 'undefined', reason: 'a component of seeds needs two seeds, got 1' },
  notVaried: ['exemplar draws', 'templates', 'seeds'],
}

const property: ReportProperty = {
  property: 'order',
  claim: 'The order of the options never changes the answer.',
  model: 'lab',
  subject: 'lab · gold-4',
  state: 'holds',
  expect: 'holds',
  asExpected: true,
  reason: 'none of 40 cases violates it',
  toDecide: [],
  rewrites: ['option-order'],
  law: 'the answer stays in every case',
  tasks: ['nli/kind'],
  alpha: 0.05,
  seed: 7,
  cases: { planned: 40, tried: 40, unchanged: 0, proved: 0, tied: 0, violated: 0, items: 4 },
  violations: { state: 'estimated', value: 0, lower: 0, upper: 0.5 },
  robustness,
  replayed: false,
  file: 'suites/order.property.yaml',
  line: 1,
  column: 1,
}

const tuned = (
  seed: number,
  scores: number[],
  condition = 'flan',
  about: Partial<ReportProperty> = {},
): PropertyPart => ({
  property: { ...property, subject: `lab · ${condition} · seed ${seed}`, ...about },
  asWritten: { condition, seed, tasks: [{ task: 'nli/kind', items: ['1', '2', '3', '4'], scores }] },
})

const flan = [tuned(42, [1, 1, 0, 0]), tuned(1234, [1, 1, 1, 0]), tuned(10203, [1, 0, 0, 0])]

const robustnessOf = (parts: readonly PropertyPart[]) => propertiesOverSeeds(parts).map((one) => one.robustness)

describe('a property that three seeds were asked', () => {
  test('has a component of seeds, which the error bar of each seed covers', () => {
    for (const found of robustnessOf(flan)) {
      expect(found).toMatchObject({
        notVaried: ['exemplar draws', 'templates'],
        // Sums of squares: 3 in all, 5/3 of items, 1/2 of seeds; the 5/6 left have 6 degrees of freedom.
        seeds: {
          asked: [42, 1234, 10203],
          state: 'estimated',
          items: 4,
          leftOut: 0,
          ofSeeds: { name: 'seeds', state: 'found', variance: near(1 / 16 - 5 / 144), degrees: 2 },
          rest: near(5 / 36),
        },
        spread: {
          errors: [
            { covers: ['items'] },
            { covers: ['items', 'option-order'] },
            { covers: ['items', 'seeds'], standardError: near(Math.sqrt(0.01 + 1 / 16 - 5 / 144)) },
          ],
        },
      })
    }
  })

  test('is another than the same property under another condition, of another model, or another property', () => {
    const others = [
      tuned(42, [0, 0, 0, 0], 'flan-short'),
      tuned(42, [0, 0, 0, 0], 'flan', { model: 'large', subject: 'large · flan · seed 42' }),
      tuned(42, [0, 0, 0, 0], 'flan', { property: 'marks' }),
      { property },
    ]
    const all = propertiesOverSeeds([...flan, ...others])
    for (const other of others) expect(all).toContainEqual(other.property)
    for (const own of propertiesOverSeeds(flan)) expect(all).toContainEqual(own)
  })
})

test('a single seed is not varied', () => {
  expect(robustnessOf(flan.slice(0, 1))).toEqual([robustness])
})

test('an item that only some seeds were asked is left out, and seeds without a common item tell why there is no bar', () => {
  const few = (seed: number, item: string): PropertyPart => ({
    ...tuned(seed, []),
    asWritten: { condition: 'flan', seed, tasks: [{ task: 'nli/kind', items: [item], scores: [1] }] },
  })
  const reason = 'no item was asked of all seeds'
  for (const found of robustnessOf([few(42, '1'), few(1234, '2')])) {
    expect(found).toMatchObject({
      notVaried: ['exemplar draws', 'templates'],
      seeds: { asked: [42, 1234], state: 'undefined', reason },
    })
    if (found.state !== 'estimated' || found.spread.state === 'undefined') throw new Error('no spread')
    expect(found.spread.errors.at(-1)).toEqual({ covers: ['items', 'seeds'], state: 'undefined', reason })
  }
})

test('the order in which the shards are merged, and a shard that is merged twice, change no byte of the report', () => {
  const parts = { ...sampleParts(), tasks: [], cells: [], records: [], checks: [], verdicts: [] }
  const bytesOf = (properties: readonly PropertyPart[]) => canonicalReport(assembleReport({ ...parts, properties }))
  const bytes = bytesOf(flan)
  expect(bytes).toContain('"ofSeeds"')
  fc.assert(
    fc.property(fc.shuffledSubarray([...flan, ...flan], { minLength: 6 }), (shuffled) => {
      expect(bytesOf(shuffled)).toBe(bytes)
    }),
    { numRuns: 20 },
  )
})

const near = (value: number): unknown => expect.closeTo(value, 12)
