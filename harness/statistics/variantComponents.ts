import type { SharedVariance } from './lessNoise.ts'
import { sharedVariance, type VariedItem } from './sharedVariance.ts'
import { notComputable, type Undefined } from './undefined.ts'

/** Where the variance of a single score comes from, when items are asked in several ways. */
export interface VariantComponents {
  state: 'estimated'
  /** Between items of a group; an estimate, which may lie below 0. */
  items: number
  /** Between the variants of one item, whatever it comes from. */
  inside: number
  /** What each factor does to all items alike; a part of `inside`. */
  factors: (SharedVariance | Undefined)[]
  /** What is left of `inside`: what a variant does to single items. */
  rest: number
}

/**
 * Variance components of scores of items that were each asked in some of many ways: items, factors, and what is left.
 *
 * Inside: the mean square between the variants of one item. Factors: `sharedVariance`; each is taken out of what is left as often as two
 * variants of an item differ in it. Items: the mean square between items of a group, less what is left. For a full table of items and
 * one factor these are the ANOVA estimates. Undefined where no item has two variants, and where no group has two items.
 * Source: Searle, Casella and McCulloch 1992, chapters 3 and 4.
 */
export function variantComponents(
  items: readonly VariedItem[],
  factors: readonly string[],
  level = 0.95,
): VariantComponents | Undefined {
  const sizes = items.map(({ variants }) => variants.length)
  const free = total(sizes.map((size) => Math.max(0, size - 1)))
  if (free === 0) return notComputable('no item was asked in two ways')
  const groups = [...new Set(items.map(({ group }) => group))].map((name) =>
    items.flatMap(({ group, variants }) => (group === name ? [variants.map(({ score }) => score)] : [])),
  )
  const between = total(groups.map((group) => group.length - 1))
  if (between === 0) return notComputable('no task has two items')

  const inside = total(items.map(({ variants }) => squares(variants.map(({ score }) => score)))) / free
  const found = sharedVariance(items, factors, level)
  const shared = total(found.map((one, f) => (one.state === 'undefined' ? 0 : one.variance * differing(items, f))))
  const rest = inside - shared
  const effective = groups.map((group) => {
    const scores = total(group.map(({ length }) => length))
    return scores - total(group.map(({ length }) => length ** 2)) / scores
  })
  const ofItems = total(groups.map(betweenSquares)) / between
  return { state: 'estimated', items: (ofItems - rest) / (total(effective) / between), inside, factors: found, rest }
}

/** Share of the pairs of variants of one item that differ in a factor, each pair weighted as it is in the mean square. */
function differing(items: readonly VariedItem[], factor: number): number {
  const parts = items.map(({ variants }) => {
    const counts = new Map<string, number>()
    for (const { levels } of variants) counts.set(String(levels[factor]), (counts.get(String(levels[factor])) ?? 0) + 1)
    const alike = total([...counts.values()].map((count) => count * (count - 1)))
    return variants.length < 2 ? 0 : variants.length - 1 - alike / variants.length
  })
  return total(parts) / total(items.map(({ variants }) => Math.max(0, variants.length - 1)))
}

function betweenSquares(group: readonly (readonly number[])[]): number {
  const centre = mean(group.flat())
  return total(group.map((scores) => scores.length * (mean(scores) - centre) ** 2))
}

function squares(scores: readonly number[]): number {
  const centre = mean(scores)
  return total(scores.map((score) => (score - centre) ** 2))
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const mean = (values: readonly number[]) => total(values) / values.length
