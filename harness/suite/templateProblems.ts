import { nearest } from './nearest.ts'
import type { Problem } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { SuiteFile } from './suiteFile.ts'
import { templateFault, templateNames } from './template.ts'
import { either } from './words.ts'

/** What is wrong with the template at a path of keys: bad braces, or a name that is not `known`. Without `known`, any name will do. */
export function templateProblems(
  file: SuiteFile,
  keys: readonly (string | number)[],
  template: string,
  known?: readonly string[],
): Problem[] {
  const fault = templateFault(template)
  if (fault !== undefined) {
    return [
      problemIn(file, keys, {
        what: 'has braces that are not a name',
        expected: '{{name}}: two braces, letters, digits or _, two braces, and no spaces',
        found: fault,
        todo: 'Correct the braces; a template has no filters, conditions or loops.',
      }),
    ]
  }
  if (known === undefined) return []
  return templateNames(template)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known)
      return problemIn(file, keys, {
        what: `names {{${name}}}, which nothing fills`,
        expected: either(known.map((each) => `{{${each}}}`)),
        found: `{{${name}}}`,
        ...(meant === undefined ? {} : { nearest: `{{${meant}}}` }),
        todo: 'Correct the name in the template, or the data.',
      })
    })
}
