import { askedCells, familyOf } from '../study/askedCells.ts'
import { cellsOf } from '../study/cells.ts'
import { SuiteError } from '../suite/problem.ts'
import { absenceOf } from './absence.ts'
import { plannedName } from './cellNames.ts'
import { gateCells } from './gateTest.ts'
import type { OpenFolders } from './openFolders.ts'

/**
 * How many cells each suite file is the first to ask for, in the order of the run: what one file has asked, the next need not ask again.
 * 0 where a file is refused, which its own test then says.
 */
export function cellCounts(folders: OpenFolders, files: readonly string[]): Map<string, number> {
  const known = new Set<string>()
  return new Map(
    files.map((file) => {
      const before = known.size
      for (const name of namesIn(folders, file)) known.add(name)
      return [file, known.size - before]
    }),
  )
}

function namesIn(folders: OpenFolders, file: string): string[] {
  try {
    const folder = folders.open(file)
    const { study, tasks, hypotheses, gates } = folder
    const gate = gates.find((suite) => suite.file.path === file)
    if (gate !== undefined) return gateCells(gate, folder).map((_, cell) => `${file}\n${cell}`)
    const task = tasks.find((suite) => suite.file.path === file)
    const family = hypotheses.filter((suite) => suite.file.path === file).flatMap((one) => familyOf(one, folder))
    const asked = task === undefined ? askedCells(family, folder) : cellsOf(study, task).map((cell) => ({ task, cell }))
    const here = asked.filter(({ task: about, cell }) => absenceOf(about, cell, folder) === undefined)
    return here.map(({ task: { name }, cell }) => `${study.file.path}\n${plannedName(name, cell)}`)
  } catch (error) {
    if (error instanceof SuiteError) return []
    throw error
  }
}
