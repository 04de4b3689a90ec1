import { bestOnHalf } from './bestOnHalf.ts'
import type { Bounds } from './bounds.ts'
import { meanInterval } from './meanInterval.ts'
import { notComputable, type Undefined } from './undefined.ts'

export interface WorstVariant {
  state: 'estimated'
  /** Name of the variant that scored lowest on a random half of the items. */
  variant: string
  /** Its mean on the other half, which had no say in choosing it. */
  value: number
  interval: Bounds
  /** Items of that other half. */
  items: number
  /** The lowest mean over all items, which is too low: the unluckiest of so many variants is chosen by its bad luck too. */
  lowestSeen: number
}

/**
 * How low is the score under the worst of these variants? Chosen on one half of the items, measured on the other.
 *
 * The choice may miss the variant that is truly worst, so that on average the value is not below the truth; it is unbiased for the
 * variant that it names. Undefined for fewer than two variants, for lists of unequal length, and as `bestOnHalf`.
 *
 * @param variants scores in [0, 1] of each variant by name, all on the same items
 */
export function worstVariant(
  variants: Readonly<Record<string, readonly number[]>>,
  { seed, purpose, level = 0.95 }: { seed: number; purpose: string; level?: number },
): WorstVariant | Undefined {
  const entries = Object.entries(variants)
  if (entries.length < 2) return notComputable(`the worst of several needs two variants, got ${entries.length}`)
  const lost = Object.fromEntries(entries.map(([name, scores]) => [name, scores.map((score) => 1 - score)]))
  const split = bestOnHalf(lost, { seed, purpose })
  if (split.state === 'undefined') return split
  const { best, testing } = split
  const scores = testing.map((item) => Number(variants[best]?.[item]))
  return {
    state: 'estimated',
    variant: best,
    value: mean(scores),
    interval: meanInterval(scores, undefined, level),
    items: testing.length,
    lowestSeen: Math.min(...entries.map(([, own]) => mean(own))),
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
