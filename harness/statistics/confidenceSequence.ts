import type { Bounds } from './bounds.ts'
import type { Tally } from './differenceTally.ts'
import { eProcess } from './eProcess.ts'
import { requireInside } from './parameter.ts'

/**
 * Confidence sequence of a mean difference: an interval that may be looked at after every item, and stopped on.
 *
 * All means that neither betting test rejects at (1 - level)/2. Both e-values are monotone in the mean, so that bisection
 * finds the ends exactly. Over all times together, the chance that the true mean is ever outside is at most 1 - level.
 * [-1, 1] before the first item.
 * Source: Waudby-Smith and Ramdas 2024; Howard et al. 2021 for the term.
 */
export function confidenceSequence(tally: Tally, level = 0.95): Extract<Bounds, { state: 'estimated' }> {
  requireInside('confidence level', level, 0, 1)
  const threshold = Math.log(2 / (1 - level))
  return {
    state: 'estimated',
    lower: end((mean) => eProcess(tally, mean, 'greater') >= threshold),
    upper: -end((mean) => eProcess(tally, -mean, 'less') >= threshold),
    level,
  }
}

/** The largest mean that is rejected, where all smaller ones are; -1 when none is. */
function end(rejected: (mean: number) => boolean): number {
  let low = -1
  let high = 1
  // At a mean of 1 no bet can win: the upper end of the search is never rejected.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (middle <= -1 || middle >= 1) break
    if (rejected(middle)) low = middle
    else high = middle
  }
  return low
}
