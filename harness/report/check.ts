import type { CellScores } from '../measure/cell.ts'
import { estimateScore } from './estimate.ts'
import type { ReportCheck } from './report.generated.ts'

/** A floor, the task and model it is about, and where it stands. */
export type Floor = Omit<ReportCheck, 'state' | 'estimate'>

/** Holds the mean score of the cells of one task, model and condition, one per seed, against a floor. */
export function judgeCheck(floor: Floor, cells: readonly CellScores[]): ReportCheck {
  const stray = cells.find(
    (cell) => cell.task !== floor.task || cell.model !== floor.model || cell.condition !== floor.condition,
  )
  if (stray !== undefined) {
    throw new Error(
      `${floor.file}:${floor.line}: a check of ${floor.task} · ${floor.model} · ${floor.condition} was given a cell of ${stray.task} · ${stray.model} · ${stray.condition}`,
    )
  }
  const estimate = estimateScore(cells.map((cell) => cell.scores))
  return { state: stateOf(), ...floor, estimate }

  function stateOf(): ReportCheck['state'] {
    if (estimate.state === 'undefined') return 'unmeasured'
    // A mean of a hundred hundredths may fall a rounding error short of the floor it equals.
    return estimate.value >= floor.atLeast - 1e-9 ? 'passed' : 'failed'
  }
}
