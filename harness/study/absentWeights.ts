import { existsSync } from 'node:fs'
import { needed } from '../suite/hub.ts'
import type { StudyCell } from './cells.ts'

/** Which checkpoint a cell asks that is not on this machine, and where to put it; undefined where all are there. */
export function absentWeights({ weights, model, writer }: Omit<StudyCell, 'condition'>): string | undefined {
  const asked = [model, ...(weights.state === 'tuned' ? [weights] : []), ...(writer === undefined ? [] : [writer])]
  const missing = asked.filter(({ hub, path }) => hub !== undefined && !existsSync(path))
  const [first] = missing
  return first?.hub === undefined ? undefined : needed(`the checkpoint models/${first.hub}`)
}
