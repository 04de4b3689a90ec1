import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { SharedVariance, VariedItem } from '../statistics/sharedVariance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { variantComponents } from '../statistics/variantComponents.ts'

/** What the score of items as they are written hangs on, and error bars that say what they cover. */
export interface ScoreSpread {
  state: 'estimated'
  /** Mean score as it is written. */
  value: number
  items: number
  /** Variance of a single score between items of a task; an estimate, which may lie below 0. */
  ofItems: number
  /** Variance between the variants of one item, whatever it comes from. */
  inside: number
  /** What each factor does to all items of a task alike, by its name. */
  factors: { name: string; variance: SharedVariance | Undefined }[]
  /** For other items alone, for these and other levels of one factor each, and, where several are found, of all of these. */
  errors: ScoreError[]
}

/** How far a score may be off for other levels of what it names; all else is taken as it is. */
export type ScoreError = { covers: readonly string[] } & (
  { state: 'estimated'; plusMinus: number; degrees: number } | Undefined
)

/**
 * Variance components, and error bars of the score as it is written, the first variant of each item.
 *
 * The bar of items is Student's inside tasks. One that covers a factor adds the variance that its levels give to all items alike, as often as
 * items share a level as they are written, with Satterthwaite's degrees of freedom; it is never narrower, nor wider than the scale. Undefined as
 * `variantComponents`, and where all items of each task score alike.
 */
export function scoreSpread(
  items: readonly VariedItem[],
  factors: readonly string[],
  level = 0.95,
): ScoreSpread | Undefined {
  const found = variantComponents(items, factors, level)
  if (found.state === 'undefined') return found
  const written = items.flatMap(({ group, variants: [first] }) => (first === undefined ? [] : [{ group, ...first }]))
  const tasks = [...new Set(written.map(({ group }) => group))].map((name) =>
    written.flatMap(({ group, score }) => (group === name ? [score] : [])),
  )
  const degrees = written.length - tasks.length
  const single = total(tasks.map(squares)) / degrees
  if (!(single > 0)) return notComputable('all items score alike')

  const named = factors.map((name, place) => ({ name, variance: capped(found.factors[place] ?? notComputable('')) }))
  const bar = (covered: readonly number[]): ScoreError => {
    const covers = ['items', ...covered.map((place) => String(factors[place]))]
    const parts: { variance: number; degrees: number }[] = []
    let alone = single
    for (const place of covered) {
      const own = found.factors[place]
      if (own === undefined || own.state === 'undefined') return { covers, ...(own ?? notComputable('')) }
      const shared = concentration(written.map(({ group, levels }) => JSON.stringify([group, levels[place]])))
      const variance = Math.max(0, own.variance)
      parts.push({ variance: variance * shared, degrees: own.degrees })
      // Items of several levels differ by those, too.
      alone -= variance * (1 - shared)
    }
    const ofItems = Math.max(0, alone) / written.length
    const least = single / written.length
    return { covers, ...width([{ variance: ofItems, degrees }, ...parts], { variance: least, degrees }, level) }
  }
  const told = named.flatMap(({ variance }, place) => (variance.state === 'found' ? [place] : []))
  return {
    state: 'estimated',
    value: total(written.map(({ score }) => score)) / written.length,
    items: written.length,
    ofItems: found.items,
    inside: found.inside,
    factors: named,
    errors: [[], ...factors.map((_, place) => [place]), ...(told.length > 1 ? [told] : [])].map(bar),
  }
}

/** Scores lie in [0, 1], where few levels leave bounds beyond every variance. */
const capped = (variance: SharedVariance | Undefined): SharedVariance | Undefined =>
  variance.state === 'undefined' ? variance : { ...variance, upper: Math.min(0.25, variance.upper) }

function width(parts: readonly Part[], least: Part, level: number) {
  const sum = total(parts.map(({ variance }) => variance))
  const spread = total(parts.map(({ variance, degrees }) => variance ** 2 / degrees))
  const reach = (variance: number, degrees: number) => ({
    state: 'estimated' as const,
    plusMinus: Math.min(1, tQuantile(0.5 + level / 2, Math.max(1, degrees)) * Math.sqrt(variance)),
    degrees: Math.max(1, degrees),
  })
  const [own, floor] = [reach(sum, sum ** 2 / spread), reach(least.variance, least.degrees)]
  return own.plusMinus > floor.plusMinus ? own : floor
}

interface Part {
  variance: number
  degrees: number
}

/** Sum of the squared shares of the levels: the part of a level's variance that the mean keeps. */
function concentration(levels: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const name of levels) counts.set(name, (counts.get(name) ?? 0) + 1)
  return total([...counts.values()].map((count) => (count / levels.length) ** 2))
}

function squares(scores: readonly number[]): number {
  const mean = total(scores) / scores.length
  return total(scores.map((score) => (score - mean) ** 2))
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
