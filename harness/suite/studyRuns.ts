import { readFileSync } from 'node:fs'
import { SuiteError } from './problem.ts'
import { readYaml } from './readYaml.ts'
import type { StudyFile } from './study.generated.ts'

/** When the suites of a `study.yaml` run. A file with a mistake is read for this alone; one that is no YAML runs, and is refused then. */
export function studyRuns(studyFile: string): NonNullable<StudyFile['runs']> {
  try {
    const { data } = readYaml(studyFile, readFileSync(studyFile, 'utf8'))
    const isNamed = typeof data === 'object' && data !== null && 'runs' in data && data.runs === 'when named'
    return isNamed ? 'when named' : 'always'
  } catch (error) {
    if (error instanceof SuiteError) return 'always'
    throw error
  }
}
