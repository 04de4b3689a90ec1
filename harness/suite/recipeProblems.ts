import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { StudyFile } from './study.generated.ts'
import type { SuiteFile as File } from './suiteFile.ts'
import { either, shown } from './words.ts'

/** The problem, if any, with a recipe that a study names at a path of keys; `others` are further names that will do. */
export function recipeProblems(
  data: StudyFile,
  file: File,
  keys: (string | number)[],
  name: string,
  others: string[],
): Problem[] {
  const recipes = Object.keys(data.recipes ?? {})
  const known = [...others, ...recipes]
  if (known.includes(name)) return []
  const meant = nearest(name, known)
  return [
    problemIn(file, keys, {
      what: 'is not a recipe of this study',
      expected: either(known) || 'a key of recipes, which is empty',
      found: shown(name),
      ...(meant === undefined ? {} : { nearest: meant }),
      todo: 'Correct the name, or add the recipe under `recipes`.',
    }),
  ]
}
