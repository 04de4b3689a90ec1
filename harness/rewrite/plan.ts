import { joined } from '../prompt/segment.ts'
import { SuiteError } from '../suite/problem.ts'
import { type Draft, renderDraft } from './draft.ts'
import { goldProblem } from './gold.ts'
import { REWRITES, type RewriteName } from './registry.ts'
import type { Change } from './rewrite.ts'

/** Rewrites with their changes, in the order in which they are made: plain JSON, so that a plan can be stored and made again. */
export type Plan = readonly Step[]

export interface Step {
  rewrite: RewriteName
  changes: readonly Change[]
}

/**
 * Makes the changes of a plan, one rewrite after the other.
 *
 * Throws a SuiteError with the row of the item where they would change its right answer.
 */
export function applyPlan(draft: Draft, plan: Plan): Draft {
  const after = plan.reduce((before, { rewrite, changes }) => REWRITES[rewrite].apply(before, changes), draft)
  const problem = goldProblem(draft, after)
  if (problem !== undefined) throw new SuiteError([problem])
  return after
}

/** A plan in the fewest words, said of one draft: only the steps that change its prompt; empty where none does. */
export function planWords(draft: Draft, plan: Plan): string {
  const told: string[] = []
  plan.reduce((before, { rewrite, changes }) => {
    const after = REWRITES[rewrite].apply(before, changes)
    if (isChanged(before, after)) told.push(REWRITES[rewrite].words(before, changes))
    return after
  }, draft)
  return told.join('; ')
}

/** Whether two drafts ask otherwise: in other words, or with other options to choose from. */
export function isChanged(a: Draft, b: Draft): boolean {
  const [before, after] = [renderDraft(a), renderDraft(b)]
  return joined(before.segments) !== joined(after.segments)
}
