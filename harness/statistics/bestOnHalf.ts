import { listFault } from './listFault.ts'
import { shuffle, stream } from './random.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface BestOnHalf {
  state: 'chosen'
  /** Name of the condition with the largest mean on the choosing half. */
  best: string
  /** Positions of the items that chose it, ascending: they must not test it. */
  choosing: number[]
  /** Positions of the items on which it may be tested, ascending. */
  testing: number[]
}

/**
 * The best of several base conditions, chosen on a random half of the items so that the other half can test it.
 *
 * Testing the best on the items that chose it would favour it: its luck on them would count twice. One seeded split, in one
 * direction, gives one valid p; groups are not split. Of equal conditions the first by name is taken. With a single
 * condition nothing is chosen, and all items test. Undefined for fewer than two items (or groups) of several conditions.
 *
 * @param conditions scores of each condition by name, all on the same items
 */
export function bestOnHalf(
  conditions: Readonly<Record<string, ArrayLike<number>>>,
  { seed, purpose, groups }: { seed: number; purpose: string; groups?: readonly string[] },
): BestOnHalf | Undefined {
  const fault = listFault(conditions, 1)
  if (fault !== undefined) return notComputable(fault)
  const names = Object.keys(conditions).sort()
  const [first = ''] = names
  const items = Array.from({ length: conditions[first]?.length ?? 0 }, (_, item) => item)
  if (names.length === 1) return { state: 'chosen', best: first, choosing: [], testing: items }
  if (groups !== undefined && groups.length !== items.length)
    return notComputable(`${items.length} items but ${groups.length} group names`)

  const units = groups === undefined ? items.map((item) => [item]) : membersOf(groups)
  if (units.length < 2)
    return notComputable(`a split needs two ${groups === undefined ? 'items' : 'groups'}, got ${units.length}`)
  const order = units.map((_, unit) => unit)
  shuffle(order, stream(seed, purpose, 'halves'))
  const half = Math.floor(units.length / 2)
  const part = (from: number, to: number) =>
    order
      .slice(from, to)
      .flatMap((unit) => units[unit] ?? [])
      .sort((a, b) => a - b)
  const choosing = part(0, half)
  const mean = (name: string) => choosing.reduce((sum, item) => sum + Number(conditions[name]?.[item]), 0)
  const best = names.reduce((leader, name) => (mean(name) > mean(leader) ? name : leader))
  return { state: 'chosen', best, choosing, testing: part(half, units.length) }
}

function membersOf(groups: readonly string[]): number[][] {
  return [...new Set(groups)].sort().map((name) => groups.flatMap((group, item) => (group === name ? [item] : [])))
}
