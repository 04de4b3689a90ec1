import { type Defect, DEFECTS } from './defects.ts'
import { noTask } from './overProblems.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { StudyFile } from './study.generated.ts'
import type { Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { Task } from './task.ts'

/** Problems with the defects that a study switches on. */
export function defectProblems({ mode, defects, affected }: StudyFile, file: SuiteFile): Problem[] {
  if (defects === undefined) return []
  if (mode === undefined) return withoutTasks(file, ['defects'], defects, affected ?? {})
  return [
    problemIn(file, ['defects'], {
      what: 'stands beside `mode`',
      expected: 'one of the two: a mode has all defects or none',
      found: `mode: ${mode}`,
      todo: 'Delete `mode`, or delete `defects`.',
    }),
  ]
}

/** Problems with defects of certain tasks, in a list at a path of keys, where the study names none that they concern. */
export function withoutTasks(
  file: SuiteFile,
  keys: readonly string[],
  defects: readonly Defect[],
  affected: Study['affected'],
): Problem[] {
  return defects.flatMap((defect, index) =>
    DEFECTS[defect].of === 'every task' || affected[defect] !== undefined
      ? []
      : [
          problemIn(file, [...keys, index], {
            what: 'concerns no task',
            expected: 'tasks that it concerns, under `affected` in study.yaml: it is a defect of certain tasks',
            found: defect,
            todo: `Add, for example, \`affected: { ${defect}: [reading/where] }\`, or delete the defect.`,
          }),
        ],
  )
}

/** Names under `affected` that no task of the study has. */
export function affectedProblems({ affected, file }: Study, tasks: readonly Task[]): Problem[] {
  const known = tasks.map(({ name }) => name)
  return Object.entries(affected).flatMap(([defect, names]) =>
    names.flatMap((name, index) =>
      known.includes(name) ? [] : [noTask(file, ['affected', defect, index], name, known)],
    ),
  )
}
