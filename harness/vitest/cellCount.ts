import { askedCells } from '../study/askedCells.ts'
import { cellsOf, cellsUnder } from '../study/cells.ts'
import { SuiteError } from '../suite/problem.ts'
import type { Task } from '../suite/task.ts'
import { gateCells } from './gateTest.ts'
import type { OpenFolders } from './openFolders.ts'

/** How many cells a suite file asks for; 0 where it is refused, which its own test then says. */
export function cellCount(folders: OpenFolders, file: string): number {
  try {
    const folder = folders.open(file)
    const isThis = (suite: Pick<Task, 'file'>) => suite.file.path === file
    const task = folder.tasks.find(isThis)
    if (task !== undefined) {
      const checked = task.checks.flatMap(({ condition }) =>
        folder.study.conditions.filter(({ name }) => name === condition),
      )
      const inChecks = checked.flatMap((condition) =>
        folder.study.models.flatMap((model) => cellsUnder(condition, model)),
      )
      return cellsOf(folder.study).length + inChecks.length
    }
    const gate = folder.gates.find(isThis)
    if (gate !== undefined) return gateCells(gate, folder)
    const hypothesis = folder.hypotheses.find(isThis)
    return hypothesis === undefined ? 0 : folder.study.models.length * askedCells(hypothesis, folder).length
  } catch (error) {
    if (error instanceof SuiteError) return 0
    throw error
  }
}
