import { defectSetsOf, itemsWith, nameWith } from '../suite/artefacts.ts'
import { defective } from '../suite/defects.ts'
import type { Hypothesis } from '../suite/hypothesis.ts'
import type { Condition, Study } from '../suite/study.ts'

/** Conditions that a study does not name and a claim about defects asks all the same, each once: its own, with defects on. */
export function derivedConditions(
  hypotheses: readonly Hypothesis[],
  { conditions }: Pick<Study, 'conditions'>,
): Condition[] {
  const derived = hypotheses.flatMap(({ relation }) => {
    if (relation.kind !== 'artefacts') return []
    const own = conditions.filter(({ name }) => name === relation.x || name === relation.y)
    return defectSetsOf(relation).flatMap((defects) =>
      own.map((condition) => ({
        ...defective(condition, defects),
        name: nameWith(condition.name, defects, relation),
        items: Math.min(itemsWith(defects, relation) ?? condition.items, condition.items),
      })),
    )
  })
  return [...new Map(derived.map((condition) => [condition.name, condition])).values()]
}
