import { describe, expect, test } from 'vitest'
import rows from '../../fixtures/oracle/statistics/variantAgreement.json' with { type: 'json' }
import { variantAgreement } from './variantAgreement.ts'

describe('agreement equals pairs that are counted one by one', () => {
  test.each(rows)('$name', ({ items, pairwise, interval, all, exact }) => {
    const ours = variantAgreement(items)
    if (ours.state === 'undefined') throw new Error(ours.reason)
    expect(ours.pairwise.value).toBeCloseTo(pairwise, 12)
    expect(ours.all.value).toBe(all)
    for (const [bounds, theirs] of [
      [ours.pairwise.interval, interval],
      [ours.all.interval, exact],
    ] as const) {
      if (theirs === null) expect(bounds.state).toBe('undefined')
      else if (bounds.state === 'undefined') throw new Error(bounds.reason)
      else {
        expect(bounds.lower).toBeCloseTo(Number(theirs[0]), 9)
        expect(bounds.upper).toBeCloseTo(Number(theirs[1]), 9)
      }
    }
  })
})

test('the share of items on which all agree falls as variants are added, the pairwise share need not', () => {
  const half = (variants: number) =>
    variantAgreement(
      // Every assignment of two answers, each as often as the others.
      Array.from({ length: 2 ** variants }, (_, bits) =>
        Array.from({ length: variants }, (__, one) => String((bits >> one) & 1)),
      ),
    )
  for (const variants of [2, 3, 6]) {
    const agreement = half(variants)
    if (agreement.state === 'undefined') throw new Error(agreement.reason)
    expect(agreement.pairwise.value).toBeCloseTo(0.5, 12)
    expect(agreement.all.value).toBe(2 / 2 ** variants)
  }
})

test('agreement of one answer with itself is no agreement', () => {
  expect(variantAgreement([['yes'], ['no', 'no']])).toMatchObject({
    reason: 'agreement needs two variants of each item, got 1',
  })
  expect(variantAgreement([])).toMatchObject({ reason: 'agreement needs at least one item' })
})
