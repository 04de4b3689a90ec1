import type { BaseModel, Condition } from './study.ts'

/** Whether a base model can be asked under a condition: the tuned models that answer, or write its exemplars, are listed under it. */
export function isAskable({ weights, exemplars }: Condition, { tuned }: BaseModel): boolean {
  const wanted = [
    ...(typeof weights === 'string' ? [] : [weights.recipe]),
    ...(exemplars.from === 'recipe' ? [exemplars.recipe] : []),
  ]
  return wanted.every((name) => tuned.some(({ recipe }) => recipe === name))
}
