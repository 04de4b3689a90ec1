import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { BorrowedTaskFile } from './borrowedTask.generated.ts'
import { nearestSibling } from './modelFolder.ts'
import { refuse } from './problem.ts'
import { problemIn } from './readYaml.ts'
import type { SuiteFile } from './suiteFile.ts'
import type { TaskFile } from './task.generated.ts'
import { type Written, writtenBorrowedTask, writtenTask } from './validate.ts'

/** A task file that names another, and what that one says. */
export interface BorrowedTask {
  file: SuiteFile
  /** As its own study has it, but for its checks, which name conditions of that study, and for the role that the borrower gives it. */
  written: Written<TaskFile>
}

/** Whether a task file names another one instead of saying what it asks: `from` stands at its left margin. */
export const isBorrowed = (text: string) => /^from\s*:/mu.test(text)

/** Reads a task file that names another. Throws a SuiteError where one of the two has a problem. */
export function borrowedTask(file: string, text: string): BorrowedTask {
  const own = writtenBorrowedTask(file, text)
  const lender = lenderOf(own)
  const { data, ...written } = writtenTask(lender.path, lender.text)
  const role = own.data.role ?? data.role
  return {
    file: own.file,
    written: { ...written, data: { ...data, checks: [], ...(role === undefined ? {} : { role }) } },
  }
}

function lenderOf({ data: { from }, file }: Written<BorrowedTaskFile>): { path: string; text: string } {
  const wanted = path.resolve(path.dirname(file.path), from)
  if (statSync(wanted, { throwIfNoEntry: false })?.isFile() !== true) {
    refuse([
      problemIn(file, ['from'], {
        what: 'names a file that does not exist',
        expected: 'a task file, relative to the folder of this one',
        found: `no file at ${from}`,
        ...nearestSibling(wanted),
        todo: 'Correct the path.',
      }),
    ])
  }
  const text = readFileSync(wanted, 'utf8')
  if (isBorrowed(text)) {
    refuse([
      problemIn(file, ['from'], {
        what: wanted === file.path ? 'names this file itself' : 'names a task that is borrowed itself',
        expected: 'a file that says what the task asks',
        found: from,
        todo: 'Name the file that the task is written in.',
      }),
    ])
  }
  return { path: wanted, text }
}
