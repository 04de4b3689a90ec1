import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { several } from './several.ts'

describe('several changes', () => {
  test('are one to four', () => {
    const lengths = fc.sample(several(fc.nat()), { numRuns: 200, seed: 1 }).map(({ length }) => length)
    expect(new Set(lengths)).toEqual(new Set([1, 2, 3, 4]))
  })

  test('shrink to the one that is enough, first, last or between', () => {
    const change = fc.constantFrom('idle', 'enough')
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const run = fc.check(
          fc.property(several(change), (changes) => !changes.includes('enough')),
          { seed },
        )
        expect(run.counterexample).toEqual([['enough']])
      }),
    )
  })
})
