import { type ClusteredRate, exactBounds } from './clusteredRate.ts'
import { requireInside } from './parameter.ts'
import { notComputable, type Undefined } from './undefined.ts'

/**
 * How many cases would put a rate on one side of a limit, if it stays what it is and items stay as much alike?
 *
 * The fewest cases whose bound on the side of the limit lies beyond it, with as many cases an item as there are. Undefined for a rate that
 * is the limit itself. A RangeError for a limit outside (0, 1).
 *
 * @example casesToDecide(clusteredRate(60 items of one case, 1 of which happened, 0.05), 0.05, 0.05) // 131 cases
 */
export function casesToDecide(
  rate: ClusteredRate,
  limit: number,
  alpha: number,
): { state: 'estimated'; cases: number; items: number } | Undefined {
  requireInside('limit', limit, 0, 1)
  if (rate.value === limit) return notComputable('the rate lies on the limit')
  const isDecided = (cases: number) => {
    const { lower, upper } = exactBounds(rate.value, (cases * rate.effective) / rate.cases, alpha)
    return rate.value < limit ? upper <= limit : lower > limit
  }
  let enough = rate.cases
  while (!isDecided(enough)) {
    if (enough > MOST) return notComputable('more cases than can be asked')
    enough *= 2
  }
  let short = 0
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2)
    if (isDecided(middle)) enough = middle
    else short = middle
  }
  return { state: 'estimated', cases: enough, items: Math.ceil((enough * rate.items) / rate.cases) }
}

/** A rate so close to its limit decides nothing. */
const MOST = 1e8
