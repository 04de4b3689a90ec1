import { page } from '../statistics/page.ts'
import type { Difference } from '../suite/hypothesis.ts'
import type { PairedTask } from './pairedScores.ts'
import { meanOf } from './sample.ts'
import type { PValue } from './verdict.ts'

/**
 * Page's L beside a slope: do scores rise or fall with the level, by ranks? It weighs no distance, so that a few large differences
 * cannot make an order. Two-sided, twice the smaller one-sided p; of items, or of the means of tasks where these are the sample.
 */
export function trendRanks(paired: readonly PairedTask[], generalise: Difference['generalise']): PValue {
  const levels = (paired[0]?.scores ?? []).map((_, level) =>
    paired.flatMap(({ scores }) => {
      const own = scores[level] ?? new Float64Array()
      return generalise === 'items' ? Array.from(own) : [meanOf(own)]
    }),
  )
  const [rising, falling] = [page(levels), page([...levels].reverse())]
  if (rising.state === 'undefined') return rising
  if (falling.state === 'undefined') return falling
  return {
    state: 'estimated',
    p: Math.min(1, Math.max(2 * Math.min(rising.p, falling.p), Number.MIN_VALUE)),
    alternative: 'two-sided',
    method: `Page's L over ${generalise} (${rising.method})`,
    attainable: 0,
    resamples: 0,
  }
}
