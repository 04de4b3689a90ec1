import { clopperPearson } from '../statistics/clopperPearson.ts'
import { oneSided } from '../statistics/oneSided.ts'
import { notComputable, type Undefined } from '../statistics/undefined.ts'
import { REQUIRED } from './thresholds.ts'
import type { SolvedAlone } from './taskEvidence.ts'

/**
 * Is a task solved by one condition and not by another? Solved is a true score above .1 on the scale from chance (0) to perfect (1).
 *
 * Shown by the lower bound of the one and the upper bound of the other, each wrong with a chance of `alpha` at the most: exact for right
 * and wrong answers, Student's t for graded scores and means over seeds. Undefined where chance is perfect and without a bound.
 *
 * @param own scores of the condition that may solve it alone, on the items on which both are compared
 * @param other scores of the other condition on these items
 * @param chance mean chance level of the task
 */
export function solvedAlone(
  own: ArrayLike<number>,
  other: ArrayLike<number>,
  chance: number,
  alpha: number,
): SolvedAlone | Undefined {
  if (!(chance < 1)) return notComputable('nothing lies above chance')
  const [a, b] = [bounds(own, alpha), bounds(other, alpha)]
  if (a.state === 'undefined') return a
  if (b.state === 'undefined') return b
  const normalised = (score: number) => (score - chance) / (1 - chance)
  const [lower, upper] = [normalised(a.lower), normalised(b.upper)]
  return { state: 'estimated', lower, upper, alone: lower > REQUIRED.solved && upper < REQUIRED.solved }
}

function bounds(
  scores: ArrayLike<number>,
  alpha: number,
): { state: 'estimated'; lower: number; upper: number } | Undefined {
  const all = Array.from(scores)
  if (all.every((score) => score === 0 || score === 1)) {
    const right = all.filter((score) => score === 1).length
    return clopperPearson(right, all.length, alpha)
  }
  const sample = oneSided(all)
  return sample.state === 'undefined'
    ? sample
    : { state: 'estimated', lower: sample.lower(alpha), upper: sample.upper(alpha) }
}
