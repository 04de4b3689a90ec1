import { leastSquares } from './leastSquares.ts'
import { lessNoise, type SharedVariance } from './lessNoise.ts'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

/** One item, asked in several ways. */
export interface VariedItem {
  /** Its task: levels are compared inside it alone. */
  group: string
  /** The first is the item as it is written. */
  variants: readonly Variant[]
}

/** One way of asking an item. */
export interface Variant {
  score: number
  /** The level of each factor, such as the exemplars shown and the template. */
  levels: readonly string[]
}

/**
 * Variance that the levels of a factor give to all items alike, where each item has seen only some of the levels.
 *
 * Scores are taken less the mean of their item, so that easy and hard items cancel. What two items show under one level then has the
 * expected product of that level's variance, whatever a level does to single items: the products of all pairs of items of a group are
 * regressed on whether their levels are equal, all factors together. Unbiased where levels are drawn at random; for a full table it is
 * the ANOVA estimate. Bounds: `lessNoise`.
 * Undefined for a factor of which fewer than two levels are shared by several items, or all but one by hardly any, and where factors were
 * only ever changed together.
 * Source: Haseman and Elston 1972; Elston, Buxbaum, Jacobs and Olson 2000 (products of deviations).
 *
 * @returns one a factor, in their order
 */
export function sharedVariance(
  items: readonly VariedItem[],
  factors: readonly string[],
  level = 0.95,
): (SharedVariance | Undefined)[] {
  requireInside('confidence level', level, 0, 1)
  const groups = [...new Set(items.map(({ group }) => group))].map((name) =>
    items.filter(({ group, variants }) => group === name && variants.length > 1).map(coded(factors.length)),
  )
  const overPairs = (vectorOf: (item: Coded) => Sparse) => total(groups.map((group) => pairSum(group.map(vectorOf))))
  const gram = factors.map((_, f) => factors.map((__, g) => overPairs((item) => together(item, f, g))))
  const products = factors.map((_, f) => overPairs(({ sums }) => sums[f] ?? new Map()))
  const fourfold = factors.map((_, f) => factors.map((__, g) => overPairs(({ sums }) => outer(sums[f], sums[g]))))
  const seen = factors.flatMap((_, f) => (Number(gram[f]?.[f]) > ROUNDING * items.length ? [f] : []))
  const columns = seen.map((f) => seen.map((g) => Number(gram[f]?.[g])))
  const isTold = leastSquares(columns, columns[0] ?? []).rank === seen.length

  return factors.map((name, f) => {
    const degrees = total(groups.map((group) => degreesOf(group, f)))
    if (degrees < LEAST_DEGREES || !seen.includes(f))
      return notComputable(`too few levels of ${name} are shared by items`)
    if (!isTold) return notComputable(`${name} changed only together with another rewrite`)
    const unit = seen.map((g) => Number(g === f))
    const weights = [...leastSquares(columns, unit).weights]
    const variance = total(seen.map((g, at) => Number(weights[at]) * Number(products[g])))
    const squares = total(
      seen.flatMap((g, a) => seen.map((h, b) => Number(weights[a]) * Number(weights[b]) * Number(fourfold[g]?.[h]))),
    )
    // What the estimate would be off by without any difference of levels is that of a mean square of so many degrees.
    return lessNoise(variance, Math.sqrt((degrees * Math.max(0, squares)) / 2), degrees, level)
  })
}

const ROUNDING = 1e-9

/** Two levels, one of them shared by a quarter as many items as the other: with less, nothing is told. */
const LEAST_DEGREES = 0.47

/** A vector or matrix by the names of its entries. */
type Sparse = ReadonlyMap<string, number>

interface Coded {
  levels: readonly (readonly string[])[]
  /** For each factor, the sum of the deviations of an item under each level. */
  sums: readonly Sparse[]
}

const coded =
  (factors: number) =>
  ({ variants }: VariedItem): Coded => {
    const mean = total(variants.map(({ score }) => score)) / variants.length
    const levels = variants.map((one) => one.levels)
    const deviations = variants.map(({ score }) => score - mean)
    const sums = Array.from({ length: factors }, (_, f) =>
      added(levels.map((own, k) => [String(own[f]), Number(deviations[k])])),
    )
    return { levels, sums }
  }

/** Sum over all pairs of different items of the products of their vectors. */
function pairSum(vectors: readonly Sparse[]): number {
  const sums = added(vectors.flatMap((vector) => [...vector]))
  const own = total(vectors.map((vector) => total([...vector.values()].map((value) => value * value))))
  return (total([...sums.values()].map((value) => value * value)) - own) / 2
}

/** How often the variants of an item have a level of one factor and one of another, less what the means of the item take out. */
function together({ levels }: Coded, f: number, g: number): Sparse {
  const counts = [f, g].map((factor) => added(levels.map((own) => [String(own[factor]), 1])))
  const [ofF = new Map<string, number>(), ofG = new Map<string, number>()] = counts
  return added([
    ...levels.map((own) => [pairName(String(own[f]), String(own[g])), 1] as const),
    ...[...ofF].flatMap(([a, x]) => [...ofG].map(([b, y]) => [pairName(a, b), (-x * y) / levels.length] as const)),
  ])
}

function outer(a: Sparse = new Map(), b: Sparse = new Map()): Sparse {
  return added([...a].flatMap(([x, u]) => [...b].map(([y, v]) => [pairName(x, y), u * v] as const)))
}

const pairName = (a: string, b: string) => JSON.stringify([a, b])

function added(entries: readonly (readonly [name: string, value: number])[]): Sparse {
  const sums = new Map<string, number>()
  for (const [name, value] of entries) sums.set(name, (sums.get(name) ?? 0) + value)
  return sums
}

/** Levels that several items share, as many as would tell as much if all were equally frequent; less one. */
function degreesOf(items: readonly Coded[], factor: number): number {
  const counts = added(items.flatMap(({ sums }) => [...(sums[factor]?.keys() ?? [])].map((name) => [name, 1] as const)))
  const shared = [...counts.values()].filter((count) => count > 1)
  return shared.length < 2 ? 0 : total(shared) ** 2 / total(shared.map((count) => count * count)) - 1
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
