import type { Bounds } from '../statistics/bounds.ts'
import { type ClusteredRate, clusteredRate } from '../statistics/clusteredRate.ts'
import { meanInterval } from '../statistics/meanInterval.ts'
import { newcombe } from '../statistics/newcombe.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { type VariantAgreement, variantAgreement } from '../statistics/variantAgreement.ts'

/** An item as it is written and as rewriting gives it, at least once. */
export interface RewrittenItem {
  /** Unique over tasks. */
  item: string
  before: Answered
  after: readonly (Answered & { prompt: string })[]
}

/** What was answered to one prompt. Rewritten ones are told apart by `prompt`: what is drawn twice is one variant. */
interface Answered {
  /** In [0, 1]. */
  score: number
  /** What was chosen or said; compared letter by letter. */
  answer: string
}

/** What rewriting did to the scores and answers of some items. It describes, and decides nothing. */
export interface Robustness {
  items: number
  /** Rewritten prompts, as often as they were drawn. */
  cases: number
  /** Different prompts of an item, as it is written included. */
  variants: { fewest: number; most: number }
  /** Mean score as it is written. */
  before: number
  /** Mean score of the rewritten prompts, each item counting once. */
  average: number
  /** Change of the mean score, each item counting once. */
  change: { value: number; interval: Bounds }
  /** Share of the rewritten prompts that are answered otherwise than the item as it is written. */
  flips: ClusteredRate | Undefined
  /** Among all variants of an item. */
  agreement: VariantAgreement | Undefined
  worst: {
    /**
     * Mean of the lowest score of each item over its variants: the share that is right under all of them. Of these variants it is a fact;
     * of all that could be tried it is an upper bound, and falls as more are tried.
     */
    ofTried: number
    /** The same for two variants of an item drawn at random: comparable between numbers of variants. */
    ofTwo: number
  }
}

/**
 * Robustness of scores and answers against rewriting. The change of right and wrong answers has Newcombe's interval, that of graded scores
 * and of means over several prompts Student's, over items. Undefined without items, and for an item that was not rewritten.
 *
 * @param level of every interval
 */
export function robustness(
  items: readonly RewrittenItem[],
  level = 0.95,
): ({ state: 'estimated' } & Robustness) | Undefined {
  if (items.length === 0) return notComputable('no item was rewritten')
  const bare = items.find(({ after }) => after.length === 0)
  if (bare !== undefined) return notComputable(`${bare.item} was not rewritten`)
  const scores = items.map(({ before }) => before.score)
  const means = items.map(({ after }) => mean(after.map(({ score }) => score)))
  const counts = items.map(({ before, after }) => ({
    cases: after.length,
    happened: after.filter(({ answer }) => answer !== before.answer).length,
  }))
  const variants = items.map(({ before, after }) => [
    before,
    ...new Map(after.map((one) => [one.prompt, one] as const)).values(),
  ])
  const sizes = variants.map(({ length }) => length)
  return {
    state: 'estimated',
    items: items.length,
    cases: counts.reduce((sum, { cases }) => sum + cases, 0),
    variants: { fewest: Math.min(...sizes), most: Math.max(...sizes) },
    before: mean(scores),
    average: mean(means),
    change: { value: mean(means) - mean(scores), interval: changeInterval(means, scores, level) },
    flips: clusteredRate(counts, (1 - level) / 2),
    agreement: variantAgreement(
      variants.map((own) => own.map(({ answer }) => answer)),
      level,
    ),
    worst: {
      ofTried: mean(variants.map((own) => Math.min(...own.map(({ score }) => score)))),
      ofTwo: mean(variants.map((own) => lowestOfTwo(own.map(({ score }) => score)))),
    },
  }
}

function changeInterval(after: readonly number[], before: readonly number[], level: number): Bounds {
  const isBinary = [...after, ...before].every((score) => score === 0 || score === 1)
  if (!isBinary)
    return meanInterval(
      after.map((score, item) => score - Number(before[item])),
      undefined,
      level,
    )
  const count = (is: number, was: number) => after.filter((score, item) => score === is && before[item] === was).length
  return newcombe({ both: count(1, 1), onlyA: count(1, 0), onlyB: count(0, 1), neither: count(0, 0) }, level)
}

/** Mean of the lower score over all pairs: the k-th highest of n, from 0, is the lower one of k pairs. */
function lowestOfTwo(scores: readonly number[]): number {
  const pairs = (scores.length * (scores.length - 1)) / 2
  return [...scores].sort((a, b) => b - a).reduce((sum, score, rank) => sum + rank * score, 0) / pairs
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
