import type { Relation } from '../suite/hypothesis.ts'

/** The model that a verdict on all of them names. */
export const ALL_MODELS = 'all base models'

/** Whether a relation has one verdict on all base models, instead of one on each. */
export function isOnAllModels({ kind }: Relation): boolean {
  return kind === 'replication' || kind === 'consistency' || kind === 'match'
}
