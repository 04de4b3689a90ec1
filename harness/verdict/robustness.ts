import { type ClusteredRate, clusteredRate } from '../statistics/clusteredRate.ts'
import { pairedComparison, type PairedComparison } from '../statistics/pairedComparison.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { type VariantAgreement, variantAgreement } from '../statistics/variantAgreement.ts'

/** An item as it is written and as one way of rewriting gives it, at least once. */
export interface RewrittenItem {
  /** Unique over tasks. */
  item: string
  before: Answered
  after: readonly Answered[]
}

export interface Answered {
  /** In [0, 1]. */
  score: number
  /** What was chosen or said; compared letter by letter. */
  answer: string
}

/** What rewriting did to the scores and answers of some items. It describes, and decides nothing. */
export interface Robustness {
  items: number
  /** Rewritten prompts. */
  variants: number
  /** Mean score of the rewritten prompts, each item counting once. */
  average: number
  /** Mean score as it is written. */
  before: number
  /** Change of the mean score, each item counting once, with its test and interval. */
  change: PairedComparison | Undefined
  /** Share of the rewritten prompts that are answered otherwise than the item as it is written. */
  flips: ClusteredRate | Undefined
  /** Among all variants of an item, as it is written included. */
  agreement: VariantAgreement | Undefined
  /**
   * Mean of the lowest score of each item over its variants, as it is written included. Of these variants it is a fact; of all that
   * could be tried it is an upper bound, and falls as more are tried.
   */
  worstOfTried: number
}

/**
 * Robustness of scores and answers against one way of rewriting. Undefined without items, and for an item that was not rewritten.
 *
 * @param level of every interval
 */
export function robustness(
  items: readonly RewrittenItem[],
  { margin, seed, level = 0.95 }: { margin: number; seed: number; level?: number },
): ({ state: 'estimated' } & Robustness) | Undefined {
  const [first] = items
  if (first === undefined) return notComputable('no item was rewritten')
  const bare = items.find(({ after }) => after.length === 0)
  if (bare !== undefined) return notComputable(`${bare.item} was not rewritten`)
  const scores = items.map(({ before }) => before.score)
  const means = items.map(({ after }) => mean(after.map(({ score }) => score)))
  const counts = items.map(({ before, after }) => ({
    cases: after.length,
    happened: after.filter(({ answer }) => answer !== before.answer).length,
  }))
  return {
    state: 'estimated',
    items: items.length,
    variants: counts.reduce((sum, { cases }) => sum + cases, 0),
    average: mean(means),
    before: mean(scores),
    change: pairedComparison(means, scores, { margin, alpha: 1 - level, seed, purpose: 'robustness' }),
    flips: clusteredRate(counts, (1 - level) / 2),
    agreement: variantAgreement(
      items.map(({ before, after }) => [before, ...after].map(({ answer }) => answer)),
      level,
    ),
    worstOfTried: mean(items.map(({ before, after }) => Math.min(...[before, ...after].map(({ score }) => score)))),
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
