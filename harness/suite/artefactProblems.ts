import { withoutTasks } from './defectProblems.ts'
import type { HypothesisFile } from './hypothesis.generated.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { Study } from './study.ts'
import type { Written } from './validate.ts'

/** Problems with a claim about defects: in a study that has some on already, or with no task to act on. */
export function artefactProblems({ data: { artefacts }, file }: Written<HypothesisFile>, study: Study): Problem[] {
  if (artefacts === undefined) return []
  const on = study.conditions.some(({ defects }) => defects !== undefined)
  return [
    ...(on
      ? [
          problemIn(file, ['artefacts'], {
            what: 'compares with strict scores, which this study has not',
            expected: 'a study without `defects`, and of `mode: strict`',
            found: `study ${study.name}, which has defects on`,
            todo: 'Delete them from study.yaml: this claim switches them on itself.',
          }),
        ]
      : []),
    ...withoutTasks(file, ['artefacts', 'defects'], artefacts.defects, study.affected),
  ]
}
