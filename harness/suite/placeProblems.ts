import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { StudyFile } from './study.generated.ts'
import type { Written } from './validate.ts'

/** Models of a study that are nowhere, or in two places. */
export function placeProblems({ data, file }: Pick<Written<StudyFile>, 'data' | 'file'>): Problem[] {
  const problemsOf = (keys: (string | number)[], { path, hub }: { path?: string; hub?: string }) => {
    if ((path === undefined) !== (hub === undefined)) return []
    return [
      problemIn(file, keys, {
        what: path === undefined ? 'does not say where the model is' : 'says twice where the model is',
        expected: '`path`, its folder, or `hub`, its id on the hub',
        found: path === undefined ? 'neither' : 'both',
        todo: path === undefined ? 'Add, for example, `path: ../checkpoints/base`.' : 'Delete one of them.',
      }),
    ]
  }
  return data.models.flatMap((model, m) => [
    ...problemsOf(['models', m], model),
    ...(model.tuned ?? []).flatMap((tuned, t) => problemsOf(['models', m, 'tuned', t], tuned)),
  ])
}
