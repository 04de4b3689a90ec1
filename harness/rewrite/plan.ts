import type { Prompt } from '../prompt/renderPrompt.ts'
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
 * Makes the changes of a plan, one rewrite after the other. Changes of text are made of the text that all else gives.
 *
 * Throws a SuiteError, at the row of the item, where the plan changes its right answer, hides it in the question or gives it away.
 */
export function applyPlan(draft: Draft, plan: Plan): Draft {
  const after = plan.reduce(stepped, draft)
  const problem = goldProblem(draft, after)
  if (problem !== undefined) throw new SuiteError([problem])
  return after
}

/** A plan in the fewest words, said of one draft: only the steps that change its prompt; empty where none does. */
export function planWords(draft: Draft, plan: Plan): string {
  return stepsThatChange(draft, plan)
    .map(({ words }) => words)
    .join('; ')
}

/** The steps of a plan that change the prompt of a draft, each in the fewest words. */
export function stepsThatChange(draft: Draft, plan: Plan): readonly ToldStep[] {
  const known = lastTold.get(plan)
  if (known?.draft === draft) return known.steps
  const steps: ToldStep[] = []
  plan.reduce((before, step) => {
    const after = stepped(before, step)
    if (isChanged(before, after)) steps.push({ rewrite: step.rewrite, words: stepWords(before, step) })
    return after
  }, draft)
  lastTold.set(plan, { draft, steps })
  return steps
}

interface ToldStep {
  rewrite: RewriteName
  words: string
}

/** A search measures its violations by their words, and the summary of all cases asks again: every step is a rendering. */
const lastTold = new WeakMap<Plan, { draft: Draft; steps: readonly ToldStep[] }>()

/** One step in the fewest words, said of a draft that it changes. */
export const stepWords = (draft: Draft, { rewrite, changes }: Step): string => REWRITES[rewrite].words(draft, changes)

/** Whether two drafts put another question. */
export function isChanged(a: Draft, b: Draft): boolean {
  return asksOther(renderDraft(a), renderDraft(b))
}

/** Whether two prompts put another question: in other words, with other answers, or with the answers beginning elsewhere. */
export function asksOther(
  a: Pick<Prompt, 'text' | 'continuations'>,
  b: Pick<Prompt, 'text' | 'continuations'>,
): boolean {
  // The order of answers that a prompt does not list is none of its own.
  const answersOf = ({ continuations }: Pick<Prompt, 'continuations'>) => JSON.stringify([...continuations].sort())
  return a.text !== b.text || answersOf(a) !== answersOf(b)
}

const stepped = (draft: Draft, { rewrite, changes }: Step) => REWRITES[rewrite].apply(draft, changes)
