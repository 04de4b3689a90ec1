import { oneSided } from './oneSided.ts'
import { requireInside } from './parameter.ts'
import type { Undefined } from './undefined.ts'

export interface Equivalence {
  state: 'estimated'
  /** Whether both one-sided tests reject: the 1 - 2 alpha interval lies inside the open margin. */
  equivalent: boolean
  /** The larger of the two one-sided p. */
  p: number
  /** The interval of level 1 - 2 alpha. */
  lower: number
  upper: number
  method: 't' | 'exact bound'
}

/**
 * Two one-sided tests: is the mean difference shown to be smaller than the margin, in both directions?
 *
 * Equivalent when both "at least +margin" and "at most -margin" are rejected at alpha, that is when the 1 - 2 alpha interval
 * lies inside (-margin, margin). Student's t, CR1 with `groups`; differences that are all equal use an exact bound, which
 * takes 99 items for 3 points at alpha .05. A RangeError for a margin or alpha outside its scale. Undefined where a
 * standard error is, and for differences beyond `reach` (1 for scores in [0, 1]).
 * Source: Schuirmann 1987; Lakens 2017.
 *
 * @example tost([0, 0.01, -0.01, 0, 0.01], 0.03).equivalent // true: the 90 % interval is [-.006, .010]
 */
export function tost(
  differences: ArrayLike<number>,
  margin: number,
  { alpha = 0.05, groups, reach = 1 }: TostOptions = {},
): Equivalence | Undefined {
  requireInside('alpha', alpha, 0, 0.5)
  requireInside('margin', margin, 0, reach)
  const sample = oneSided(differences, { groups, reach })
  if (sample.state === 'undefined') return sample
  const lower = sample.lower(alpha)
  const upper = sample.upper(alpha)
  return {
    state: 'estimated',
    equivalent: lower > -margin && upper < margin,
    p: Math.max(sample.pGreater(-margin), sample.pLess(margin)),
    lower,
    upper,
    method: sample.method,
  }
}

export interface TostOptions {
  alpha?: number
  /** Group of each item (passage, dialogue), where items are not independent. */
  groups?: readonly string[] | undefined
  /** The largest difference that the scale allows. */
  reach?: number
}
