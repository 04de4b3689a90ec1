import { planWords } from '../rewrite/plan.ts'
import type { PromptCase, Rewritten } from './rewrittenPrompts.ts'

/**
 * How much of a case there is to read, which says which of several violations is shown: letters of its description, changes of its plan,
 * letters of its prompt. The first of these that differs decides.
 */
export function promptSize({ before, asked }: Rewritten, { plan }: PromptCase): readonly number[] {
  const changes = plan.reduce((sum, step) => sum + step.changes.length, 0)
  return [[...planWords(before, plan)].length, changes, [...asked.prompt.text].length]
}
