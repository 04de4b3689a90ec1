import fc from 'fast-check'
import { type Change, numberIn, place } from './rewrite.ts'
import { several } from './several.ts'

/** Changes that let things change places in pairs; they shrink to the first two. */
export const swapChanges = (): fc.Arbitrary<readonly Change[]> =>
  several(fc.record({ first: fc.nat({ max: 59 }), second: fc.nat({ max: 59 }) }))

/** Pairs of places among `length` that do not overlap, so that going through them twice leads back. The two of a pair differ. */
export function swapsOf(length: number, changes: readonly Change[]): [number, number][] {
  if (length < 2) return []
  const taken = new Set<number>()
  return changes.flatMap((change) => {
    const first = place(numberIn(change, 'first'), length)
    const second = place(first + 1 + place(numberIn(change, 'second'), length - 1), length)
    if (taken.has(first) || taken.has(second)) return []
    taken.add(first).add(second)
    return [first < second ? [first, second] : [second, first]]
  })
}

/** Which place's thing each place has after the swaps. */
export function swapped(swaps: readonly [number, number][]): (index: number) => number {
  const from = new Map(swaps.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]))
  return (index) => from.get(index) ?? index
}

export const swapWords = (what: string, swaps: readonly [number, number][]) =>
  swaps.map(([a, b]) => `swap ${what} ${a + 1} and ${b + 1}`).join(', ')
