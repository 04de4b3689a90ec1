import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { SuiteError } from './problem.ts'
import { readStudy } from './readStudy.ts'
import type { Study } from './study.ts'

/** The study that a suite file belongs to: the nearest `study.yaml` upward. Throws a SuiteError when there is none, or when it has problems. */
export function findStudy(suite: string): Study {
  const file = studyPath(path.dirname(path.resolve(suite)))
  if (file !== undefined) return readStudy(file, readFileSync(file, 'utf8'))
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

/** Absolute path of the nearest `study.yaml` in a folder or above it. */
export function studyPath(folder: string): string | undefined {
  const candidate = path.join(folder, 'study.yaml')
  if (existsSync(candidate)) return candidate
  const parent = path.dirname(folder)
  return parent === folder ? undefined : studyPath(parent)
}
