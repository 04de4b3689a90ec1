import type { StudyFile } from './study.generated.ts'
import type { Condition, Study } from './study.ts'

/** A mistake of the experiments released with arXiv 2501.08716 that can be switched on; defects.md says what each does. */
export type Defect = NonNullable<StudyFile['defects']>[number]

/**
 * Every defect, in the order in which a prompt becomes a score: what it needs to act, and whether it is one of the whole experiment or of
 * tasks that a study names under `affected`.
 */
export const DEFECTS: Record<Defect, { needs: readonly Defect[]; of: 'every task' | 'affected tasks' }> = {
  'no-cue': { needs: [], of: 'every task' },
  'stripped-periods': { needs: ['free-answers'], of: 'every task' },
  'test-exemplars': { needs: [], of: 'affected tasks' },
  'free-answers': { needs: [], of: 'every task' },
  'no-stops': { needs: ['free-answers'], of: 'every task' },
  'long-answers': { needs: ['free-answers'], of: 'every task' },
  'two-parsers': { needs: ['free-answers'], of: 'every task' },
  letters: { needs: ['free-answers', 'two-parsers'], of: 'every task' },
  'deleted-symbols': { needs: ['free-answers', 'two-parsers'], of: 'affected tasks' },
  'nine-for-no-number': { needs: ['free-answers', 'two-parsers'], of: 'affected tasks' },
  'nearest-option': { needs: ['free-answers'], of: 'every task' },
  'list-against-tuple': { needs: [], of: 'affected tasks' },
  'one-reference': { needs: [], of: 'every task' },
  'batches-of-ten': { needs: [], of: 'every task' },
}

/** All of them, in that order. */
export const ALL_DEFECTS = Object.keys(DEFECTS).filter(isDefect)

/** Defects together with what they need, in the order above. */
export function withNeeds(defects: readonly Defect[]): Defect[] {
  const wanted = new Set(defects.flatMap((defect) => [...DEFECTS[defect].needs, defect]))
  return ALL_DEFECTS.filter((defect) => wanted.has(defect))
}

/** A condition with defects switched on; the instruction form for a base model then has no cue, where that is one of them. */
export function defective(condition: Condition, defects: readonly Defect[]): Condition {
  const { weights, form } = condition
  if (weights === 'none' || defects.length === 0) return condition
  const isBare = weights === 'base' && form === 'instruction'
  return { ...condition, cue: condition.cue && !(isBare && defects.includes('no-cue')), defects }
}

/** The defects that a condition has for one task: those of certain tasks are left out for any other. */
export function defectsFor(task: string, { defects = [] }: Condition, { affected }: Study): ReadonlySet<Defect> {
  return new Set(defects.filter((defect) => DEFECTS[defect].of === 'every task' || affected[defect]?.includes(task)))
}

function isDefect(name: string): name is Defect {
  return name in DEFECTS
}
