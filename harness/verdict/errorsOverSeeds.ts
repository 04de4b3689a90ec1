import type { SharedVariance } from '../statistics/lessNoise.ts'
import type { Undefined } from '../statistics/undefined.ts'
import { type ScoreError, scoreError } from './scoreError.ts'

/** What error bars and variances call the seeds of tuning. */
export const SEEDS = 'seeds'

/**
 * Error bars of the score of one seed, as of `scoreSpread`, with one more that covers items and seeds; where seeds are found, and another
 * factor, too, the bar of all that is found covers seeds as well.
 *
 * Another seed would move the whole score, so that a bar's variance grows by all of theirs; one that is not above 0 leaves it as it is.
 *
 * @param found names of the factors that `scoreSpread` found
 */
export function errorsOverSeeds(
  errors: readonly ScoreError[],
  found: readonly string[],
  seeds: SharedVariance | Undefined,
  level = 0.95,
): ScoreError[] {
  const [items] = errors
  if (items === undefined) return []
  const overSeeds = (error: ScoreError): ScoreError => {
    const covers = [...error.covers, SEEDS]
    if (error.state === 'undefined') return { ...error, covers }
    if (seeds.state === 'undefined') return { covers, ...seeds }
    const own = { variance: error.standardError ** 2, degrees: error.degrees }
    const more = { variance: Math.max(0, seeds.variance), degrees: seeds.degrees }
    return { covers, ...scoreError([own, more], own, level) }
  }
  const most = errors.filter(
    ({ covers }) =>
      found.length > 0 && covers.length === found.length + 1 && found.every((name) => covers.includes(name)),
  )
  const together = seeds.state === 'found' ? most.map(overSeeds) : most.filter(isOfSeveral)
  return [...errors.filter((error) => !isOfSeveral(error)), overSeeds(items), ...together]
}

const isOfSeveral = ({ covers }: ScoreError) => covers.length > 2
