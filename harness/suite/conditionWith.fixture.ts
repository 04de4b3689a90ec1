import type { Condition } from './study.ts'

/** A condition for tests: the base model and the fields of the item alone, with the cue, unless the parts say otherwise. */
export function conditionWith(parts: Partial<Condition>): Condition {
  return { name: 'any', weights: 'base', form: 'component', cue: true, exemplars: { from: 'none' }, items: 1, ...parts }
}
