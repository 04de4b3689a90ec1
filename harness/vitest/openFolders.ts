import { type CheckedFolder, checkFolder } from '../dataset/checkFolder.ts'
import { settingProblems } from '../rewrite/plansUnder.ts'
import { familyOf } from '../study/askedCells.ts'
import { studyPath } from '../suite/studyPath.ts'
import { refuse, SuiteError } from '../suite/problem.ts'

/**
 * Opens the study folder of a suite file with every file in it checked: nothing of a study runs while one of its files has a
 * problem. A folder is read once; `forget` after any change on disk.
 */
export function openFolders(): OpenFolders {
  const kept = new Map<string, CheckedFolder | SuiteError>()
  return {
    open(suite) {
      const study = studyPath(suite)
      const folder = kept.get(study) ?? check(study)
      kept.set(study, folder)
      if (folder instanceof SuiteError) throw folder
      return folder
    },
    forget() {
      kept.clear()
    },
  }
}

export interface OpenFolders {
  open: (suite: string) => CheckedFolder
  forget: () => void
}

/** The files besides its own that the outcome of a suite depends on: a claim depends on every task of its study, and on its family. */
export function filesBehind(suite: string, folder: CheckedFolder): string[] {
  const { study, tasks, hypotheses, gates } = folder
  const own = tasks.filter(({ file }) => file.path === suite)
  const about = own.length > 0 ? own : tasks
  const rows = about
    .flatMap(({ data, exemplars, training }) => [data, exemplars?.file, training])
    .filter((file) => file !== undefined)
  const family = hypotheses.filter(({ file }) => file.path === suite).flatMap((claim) => familyOf(claim, folder))
  const records = gates.flatMap(({ file, baseline }) =>
    file.path === suite && baseline.kind === 'record' ? [baseline.path] : [],
  )
  const suites = [...about, ...family].map(({ file }) => file.path)
  const lenders = about.map(({ writtenIn }) => writtenIn.path)
  return [...new Set([study.file.path, ...suites, ...lenders, ...rows, ...records])].filter((file) => file !== suite)
}

function check(study: string): CheckedFolder | SuiteError {
  try {
    const folder = checkFolder(study)
    refuse(folder.properties.flatMap(settingProblems))
    return folder
  } catch (error) {
    if (error instanceof SuiteError) return error
    throw error
  }
}
