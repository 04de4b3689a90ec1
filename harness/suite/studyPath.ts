import { existsSync } from 'node:fs'
import path from 'node:path'
import { SuiteError } from './problem.ts'

/** Absolute path of the study that a suite file belongs to: the nearest `study.yaml` upward. Throws a SuiteError when there is none. */
export function studyPath(suite: string): string {
  const file = nearestStudy(path.dirname(path.resolve(suite)))
  if (file !== undefined) return file
  throw new SuiteError([
    {
      file: path.resolve(suite),
      line: 1,
      column: 1,
      what: 'the file belongs to no study',
      expected: 'a study.yaml in its folder or in a folder above it',
      found: 'none',
      todo: 'Write a study.yaml beside it: it names the models and the conditions.',
    },
  ])
}

/** The nearest `study.yaml` in an absolute folder or above it. */
export function nearestStudy(folder: string): string | undefined {
  const candidate = path.join(folder, 'study.yaml')
  if (existsSync(candidate)) return candidate
  const parent = path.dirname(folder)
  return parent === folder ? undefined : nearestStudy(parent)
}
