import path from 'node:path'
import { type Problem, SuiteError } from './suite/problem.ts'
import type { SuiteFile } from './suite/suiteFile.ts'

/** Stands for the suite file in problems with what was typed. */
export const ARGUMENTS: SuiteFile = { path: path.resolve('arguments'), text: '', at: () => ({ line: 1, column: 1 }) }

/** A problem with what was typed. */
export function typedWrong(problem: Omit<Problem, 'file' | 'line' | 'column'>): SuiteError {
  return new SuiteError([{ file: ARGUMENTS.path, line: 1, column: 1, ...problem }])
}

/** The whole number that an option gives; throws a SuiteError for anything else. */
export function whole(option: string, text: string): number {
  if (/^\d+$/u.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  throw typedWrong({
    what: `${option} is not a whole number`,
    expected: 'digits',
    found: text,
    todo: `Write, for example, ${option} 200.`,
  })
}

/** A person pressed Ctrl-C. */
export class Stopped extends Error {}
