import type { Tally } from '../statistics/differenceTally.ts'
import { eProcess } from '../statistics/eProcess.ts'
import type { GateRule } from './gate.ts'

/** How far one task of a sequential gate has come. */
export interface GateStream {
  critical: boolean
  /** Observations that were looked at. */
  units: number
  /** Items that were not asked; their groups are at most as many observations. */
  left: number
}

/** What one look at a sequential gate found. */
export interface GateLook {
  tasks: {
    tally: Tally
    /** Log e-value against "no worse", and the same after e-Holm. */
    logE: number
    corrected: number
    regressed: boolean
    /** Whether it excludes a loss of the margin. */
    passes: boolean
  }[]
  pooled: { tally: Tally; rounds: number; regressed: boolean; passes: boolean }
}

/**
 * Which tasks are asked their next block after a look, by their places: none once the gate is decided.
 *
 * While the mean over tasks is open, every task, for a round has an item of each. Then those that are open themselves, each until it
 * is decided: under `stop: mean` only critical ones. And no task whose remaining items could change no answer, whatever they are.
 * Nothing is found that would not be found with all items, so no chance of error grows.
 */
export function tasksToAsk(rule: GateRule, streams: readonly GateStream[], { tasks, pooled }: GateLook): number[] {
  if (pooled.regressed || tasks.some(({ regressed }) => regressed)) return []
  const places = streams.map((_, index) => index)
  const open = places.filter((index) => streams[index]?.critical === true && tasks[index]?.passes === false)
  const isMeanDone = pooled.passes || streams.every(({ critical }) => critical)
  const { margin, alpha, stop } = rule
  const pass = Math.log(1 / alpha)
  // Holm's first step: without it nothing is rejected.
  const block = Math.log((tasks.length > 1 ? tasks.length + 1 : 1) / alpha)
  const left = (index: number) => streams[index]?.left ?? 0
  const rest = places.filter((index) => left(index) > 0)
  const roundsLeft = Math.min(...streams.map(({ units, left: items }) => units + items)) - pooled.rounds
  const inRounds = roundsLeft * streams.length

  const canBlock = (index: number) => canReach(tasks[index]?.tally, left(index), 0, 'less', block)
  const canPass = (index: number) => canReach(tasks[index]?.tally, left(index), -margin, 'greater', pass)
  const canGatePass = (isMeanDone || canReach(pooled.tally, inRounds, -margin, 'greater', pass)) && open.every(canPass)
  const isMeanOpen =
    !isMeanDone && (canGatePass || (tasks.length > 1 && canReach(pooled.tally, inRounds, -margin, 'less', block)))
  if (isMeanOpen) return rest
  if (stop === 'each task')
    return rest.filter((index) => tasks[index]?.passes === false && (canBlock(index) || canPass(index)))
  return rest.filter((index) =>
    isMeanDone ? open.includes(index) && (canGatePass || canBlock(index)) : canBlock(index),
  )
}

/** Whether an e-process reaches a logarithm, if so many more differences all speak for it as loudly as they can. */
function canReach(
  tally: Tally | undefined,
  more: number,
  mean: number,
  alternative: 'greater' | 'less',
  threshold: number,
): boolean {
  if (tally === undefined || more <= 0) return false
  const values = Float64Array.from([...tally.values, alternative === 'greater' ? 1 : -1])
  const counts = Float64Array.from([...tally.counts, more])
  // Rounding must not end a gate that would be decided by its last item.
  return eProcess({ state: 'counted', n: tally.n + more, values, counts }, mean, alternative) >= threshold - 1e-9
}
