/** How far a search may go. */
export interface SearchPlan {
  /** Of everything that is drawn, an integer of 32 bits. */
  seed: number
  /** Replays the one case that a search named so, and looks no further. */
  path?: string
  /** Cases of the first pass. */
  cases: number
  /** Cases that are asked at once, and between which the clock is read. */
  together: number
  /** Whether the first pass goes on after a violation: a rate needs all cases, a counterexample does not. */
  whole: boolean
  /** Whether all cases are equally likely; else small ones are drawn more often, which finds violations sooner. */
  even: boolean
  /** Cases that shrinking may ask about. */
  shrink: number
  /** Candidates that shrinking asks about at once: those that would come next if each of them held. */
  siblings: number
  /** Time for all of it; what is being asked when it ends is waited for. */
  seconds: number
}

/** Refuses a plan that could not be carried out with a RangeError that names the setting, what was expected and found, and what to do. */
export function requirePlan(plan: SearchPlan): void {
  requireWhole('cases', plan.cases, 'Name at least one case.')
  requireWhole('together', plan.together, 'Ask at least one case at once.')
  requireWhole('shrink', plan.shrink, 'Give shrinking at least one evaluation.')
  requireWhole('siblings', plan.siblings, 'Ask at least one candidate at once.')
  if (!(plan.seconds > 0 && Number.isFinite(plan.seconds)))
    throw new RangeError(`seconds: expected a number above 0, found ${plan.seconds}. Give the search some time.`)
  if (plan.seed !== (plan.seed | 0))
    throw new RangeError(
      `seed: expected a whole number from −2147483648 to 2147483647, found ${plan.seed}. Write one of these.`,
    )
  if (plan.path !== undefined && !/^\d+(?::\d+)*$/u.test(plan.path))
    throw new RangeError(
      `path: expected numbers between colons such as 5:1:8, found ${JSON.stringify(plan.path)}. Copy it from the report.`,
    )
}

function requireWhole(name: string, value: number, todo: string): void {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name}: expected a whole number of at least 1, found ${value}. ${todo}`)
}
