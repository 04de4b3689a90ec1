import type { Checkpoint, Gate } from '../suite/gate.ts'
import { cellsUnder, type StudyCell } from './cells.ts'

/** The one cell in which a condition asks a checkpoint. */
export function gateCell({ name, model }: Checkpoint, condition: Gate['condition']): StudyCell {
  const [cell, ...others] = cellsUnder(condition, model)
  if (cell === undefined || others.length > 0)
    throw new Error(`${name}: condition ${condition.name} has ${others.length + (cell === undefined ? 0 : 1)} cells`)
  return cell
}
