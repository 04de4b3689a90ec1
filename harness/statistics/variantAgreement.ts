import type { Bounds } from './bounds.ts'
import { clopperPearson } from './clopperPearson.ts'
import { meanInterval } from './meanInterval.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface VariantAgreement {
  state: 'estimated'
  /** Chance that two variants of an item are answered alike: comparable between numbers of variants. */
  pairwise: { value: number; interval: Bounds }
  /** Share of the items all of whose variants are answered alike: falls as variants are added, so it belongs to their number. */
  all: { value: number; interval: Bounds }
  items: number
  variants: { fewest: number; most: number }
}

/**
 * Are the variants of an item answered alike, whether rightly or not?
 *
 * Pairwise: the share of pairs of one item's variants with one answer, mean over items, with a t interval over items. All:
 * Clopper and Pearson's exact interval. Items must be independent. Undefined without items, and for an item of fewer than two variants.
 * Source: the consistency rate of Nalbandyan et al. 2025 (SCORE), per item.
 *
 * @param items for each, the answers to its variants, the item as it is written among them
 * @example variantAgreement([['yes', 'yes', 'no'], ['no', 'no', 'no']]).pairwise.value // 2/3: one of three pairs, three of three
 */
export function variantAgreement(items: readonly (readonly string[])[], level = 0.95): VariantAgreement | Undefined {
  if (items.length === 0) return notComputable('agreement needs at least one item')
  const sizes = items.map(({ length }) => length)
  const fewest = Math.min(...sizes)
  if (fewest < 2) return notComputable(`agreement needs two variants of each item, got ${fewest}`)
  const shares = items.map(pairsAlike)
  const whole = items.filter((answers) => new Set(answers).size === 1).length
  const exact = clopperPearson(whole, items.length, (1 - level) / 2)
  return {
    state: 'estimated',
    pairwise: {
      value: shares.reduce((sum, share) => sum + share, 0) / items.length,
      interval: meanInterval(shares, undefined, level),
    },
    all: { value: whole / items.length, interval: exact.state === 'undefined' ? exact : { ...exact, level } },
    items: items.length,
    variants: { fewest, most: Math.max(...sizes) },
  }
}

function pairsAlike(answers: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  const pairs = (count: number) => (count * (count - 1)) / 2
  return [...counts.values()].reduce((sum, count) => sum + pairs(count), 0) / pairs(answers.length)
}
