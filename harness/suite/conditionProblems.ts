import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { Condition, Study } from './study.ts'
import type { SuiteFile } from './suiteFile.ts'
import { either, shown } from './words.ts'

/** The problem, if any, with a condition that a suite names at a path of keys; `others` are further names that will do. */
export function conditionProblems(
  file: SuiteFile,
  keys: readonly (string | number)[],
  name: string,
  study: Study,
  others: readonly string[] = [],
): Problem[] {
  const known = [...study.conditions.map((condition) => condition.name), ...others]
  if (known.includes(name)) return []
  const meant = nearest(name, known)
  return [
    problemIn(file, keys, {
      what: `is not a condition of study ${study.name}`,
      expected: either(known),
      found: shown(name),
      ...(meant === undefined ? {} : { nearest: meant }),
      todo: 'Correct the name, or add the condition to study.yaml.',
    }),
  ]
}

/** The problem with a condition that asks no model, where one is to be asked. */
export function randomProblems(
  file: SuiteFile,
  keys: readonly (string | number)[],
  { name, weights }: Condition,
): Problem[] {
  if (weights !== 'none') return []
  return [
    problemIn(file, keys, {
      what: 'asks no model',
      expected: 'a condition with weights: the random baseline is the same for every checkpoint',
      found: name,
      todo: 'Name the condition under which the checkpoint will be used.',
    }),
  ]
}
