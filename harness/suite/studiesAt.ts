import { readdirSync } from 'node:fs'
import path from 'node:path'
import { studyPath } from './studyPath.ts'

/** Absolute paths of every `study.yaml` in a folder and below it, sorted; where there is none, the nearest one upward. Throws a SuiteError where that is missing too. */
export function studiesAt(folder: string): string[] {
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'study.yaml' && !APART.test(file))
    .map((file) => path.resolve(folder, file))
    .sort()
  return below.length > 0 ? below : [studyPath(path.join(folder, 'study.yaml'))]
}

const APART = /(?:^|[\\/])(?:node_modules|\..*)[\\/]/u
