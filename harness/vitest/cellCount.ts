import { SuiteError } from '../suite/problem.ts'
import { cellKey } from './cellNames.ts'
import { gateCells } from './gateTest.ts'
import { cellName, cellsAskedBy } from '../study/cells.ts'
import type { OpenFolders } from './openFolders.ts'
import { plannedCells } from './plannedCells.ts'

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
    const gate = folder.gates.find((suite) => suite.file.path === file)
    if (gate !== undefined) return gateCells(gate, folder).map((_, cell) => `${file}\n${cell}`)
    const property = folder.properties.find((suite) => suite.file.path === file)
    if (property !== undefined) return cellsAskedBy(property).map((cell) => `${file}\n${cellName(cell)}`)
    return plannedCells(file, folder).map(({ task, cell }) => cellKey(folder.study, task, cell))
  } catch (error) {
    if (error instanceof SuiteError) return []
    throw error
  }
}
