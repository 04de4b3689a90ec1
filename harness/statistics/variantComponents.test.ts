import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/varianceComponents.json' with { type: 'json' }
import type { VariedItem } from './sharedVariance.ts'
import { variantComponents, type VariantComponents } from './variantComponents.ts'

/** A full table of items by templates as items that were asked under every template. */
function full(scores: readonly number[], templates: number): VariedItem[] {
  return Array.from({ length: scores.length / templates }, (_, item) => ({
    group: 'a',
    variants: scores
      .slice(item * templates, (item + 1) * templates)
      .map((score, template) => ({ score, levels: [String(template)] })),
  }))
}

describe('of a full table of items and one factor the components are those of an analysis of variance by statsmodels', () => {
  test.each(rows)('$name', ({ templates, scores, components }) => {
    const found = defined(variantComponents(full(scores, templates), ['templates']))
    const [shared] = found.factors
    if (shared === undefined || shared.state === 'undefined') throw new Error('no component')
    expect(found.items).toBeCloseTo(components.items, 10)
    expect(shared.variance).toBeCloseTo(components.templates, 10)
    expect(shared.state).toBe(components.templates > 0 ? 'found' : 'none found')
    expect(found.rest).toBeCloseTo(components.rest, 10)
  })
})

const varied = fc.array(
  fc.record({
    group: fc.constantFrom('a', 'b'),
    variants: fc.array(
      fc.record({
        score: fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8),
        levels: fc.tuple(fc.constantFrom('x', 'y', 'z')),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
  { minLength: 1, maxLength: 12 },
)

test('a constant that is added to all scores of a task changes nothing, nor does the order of the items', () => {
  fc.assert(
    fc.property(varied, (items) => {
      const before = variantComponents(items, ['templates'])
      const moved = items.map(({ group, variants }) => ({
        group,
        variants: variants.map(({ score, levels }) => ({ score: score + (group === 'a' ? 2 : 0), levels })),
      }))
      const after = variantComponents([...moved].reverse(), ['templates'])
      expect(after.state).toBe(before.state)
      if (before.state === 'undefined' || after.state === 'undefined') return
      expect(after.inside).toBeCloseTo(before.inside, 9)
      expect(after.items).toBeCloseTo(before.items, 9)
      expect(after.rest).toBeCloseTo(before.rest, 9)
    }),
  )
})

test('items whose variants all score alike have no variance inside, and all of it between them', () => {
  const items = [0, 1, 1, 0, 1].map((score) => ({
    group: 'a',
    variants: [0, 1, 2].map((level) => ({ score, levels: [String(level)] })),
  }))
  expect(variantComponents(items, ['templates'])).toMatchObject({
    inside: 0,
    rest: 0,
    // Of five scores, three of them 1.
    items: expect.closeTo(0.3, 12) as number,
  })
})

test('what cannot be told says why', () => {
  const one = { group: 'a', variants: [{ score: 1, levels: ['x'] }] }
  const two = { group: 'a', variants: [...one.variants, { score: 0, levels: ['y'] }] }
  expect(variantComponents([one, one], ['templates'])).toMatchObject({ reason: 'no item was asked in two ways' })
  expect(variantComponents([two, { ...two, group: 'b' }], ['templates'])).toMatchObject({
    reason: 'no task has two items',
  })
})

function defined(found: ReturnType<typeof variantComponents>): VariantComponents {
  if (found.state === 'undefined') throw new Error(found.reason)
  return found
}
