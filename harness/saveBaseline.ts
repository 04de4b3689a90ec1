import type { CheckedFolder } from './dataset/checkFolder.ts'
import { askers, type GatedTask, hashesOf, plan, scoring } from './runGate.ts'
import type { Instruments } from './store/instruments.ts'
import { scoringOf } from './store/recordProblems.ts'
import { modelPaths } from './study/cells.ts'
import { gateCell } from './study/gateCell.ts'
import type { BaselineRecord } from './suite/baselineRecord.ts'
import type { Checkpoint, Gate } from './suite/gate.ts'

/** Asks a checkpoint everything that a gate may ask, in a gate's order, and makes the record that a gate takes as its baseline. */
export async function saveBaseline(
  wanted: { checkpoint: Checkpoint } & Pick<Gate, 'condition' | 'over' | 'items'>,
  folder: CheckedFolder,
  instruments: Instruments,
  { kshot, signal, onTask }: { kshot: string; signal: AbortSignal; onTask: (task: string) => void },
): Promise<BaselineRecord> {
  const { checkpoint, condition } = wanted
  const { study } = folder
  const tasks = plan({ ...wanted, critical: [] }, folder)
  const asked = await askers(checkpoint, wanted, tasks, study, instruments)
  const score = scoring(asked, instruments, signal)
  const hashes = hashesOf(tasks, asked)
  const recorded: BaselineRecord['tasks'] = []
  for (const [index, gated] of tasks.entries()) {
    onTask(gated.task.name)
    const scores = await scoresOf(gated, (block) => score(index, block, gated.blocks[block] ?? []))
    const items = gated.blocks.flat().map(({ id }, at): [string, number, string] => {
      const [points, hash] = [scores[at], hashes[index]?.[at]]
      if (points === undefined || hash === undefined) throw new Error(`${gated.task.name}: ${id} was not asked`)
      return [id, points, hash]
    })
    recorded.push({ task: gated.task.name, ...scoringOf(gated.task), items })
  }
  const { weights, model } = gateCell(checkpoint, condition)
  if (weights.state === 'random') throw new Error(`condition ${condition.name} asks no model`)
  return {
    format: 1,
    kshot,
    checkpoint: checkpoint.name,
    study: study.name,
    condition: condition.name,
    rules: { seam: study.seam, tooLong: study.tooLong },
    provenance: await instruments.provenance(modelPaths(weights, model)),
    tasks: recorded,
  }
}

/** Two blocks are asked at a time: there is mostly a second core. */
async function scoresOf(
  { blocks }: GatedTask,
  score: (block: number) => Promise<{ scores: number[] }>,
): Promise<number[]> {
  const scores: number[] = []
  for (let block = 0; block < blocks.length; block += 2) {
    const turn = [block, block + 1].filter((at) => at < blocks.length)
    for (const { scores: own } of await Promise.all(turn.map(score))) scores.push(...own)
  }
  return scores
}
