import type { SharedVariance } from '../statistics/lessNoise.ts'
import type { VariedItem } from '../statistics/sharedVariance.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { variantComponents } from '../statistics/variantComponents.ts'
import { onScale, type ScoreError, scoreError, type VariancePart } from './scoreError.ts'

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

  const named = factors.map((name, place) => {
    const own = found.factors[place] ?? notComputable('')
    return { name, variance: own.state === 'undefined' ? own : onScale(own) }
  })
  const bar = (covered: readonly number[]): ScoreError => {
    const covers = ['items', ...covered.map((place) => String(factors[place]))]
    const parts: VariancePart[] = []
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
    return { covers, ...scoreError([{ variance: ofItems, degrees }, ...parts], { variance: least, degrees }, level) }
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
