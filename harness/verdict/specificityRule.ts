import type { Estimate, FamilyTest, VerdictState } from './verdict.ts'
import { short, shortP } from './wording.ts'

/**
 * Is more shared with the own base model than with others, by a mean difference that has a value, and by a test of every base model?
 * `words` say what would be smaller than the minimum, and why the test does not confirm an interval above 0.
 */
export function decideSpecificity(
  { interval }: Extract<Estimate, { state: 'estimated' }>,
  test: FamilyTest,
  { minimum, alpha }: { minimum: number; alpha: number },
  words: { smaller: string; unconfirmed: (p: string) => string },
): { state: VerdictState; reason: string } {
  const inconclusive = (reason: string) => ({ state: 'inconclusive' as const, reason })
  if (interval.state === 'undefined') return inconclusive(`no interval: ${interval.reason}`)
  const range = `the interval [${short(interval.lower)}, ${short(interval.upper)}]`
  const p = test.adjusted.state === 'estimated' ? test.adjusted.value : 1
  if (p <= alpha && interval.lower > 0)
    return { state: 'supported', reason: `p = ${shortP(p)} in every base model, and ${range} lies above 0` }
  if (interval.upper < minimum) {
    const reason = `${range} lies below ${short(minimum)}: ${words.smaller}, is smaller than what was declared to matter`
    return { state: 'refuted', reason }
  }
  if (interval.lower <= 0) return inconclusive(`${range} holds both 0 and ${short(minimum)}`)
  return inconclusive(`${range} lies above 0, but ${words.unconfirmed(shortP(p))}`)
}
