import { confidenceSequence } from '../statistics/confidenceSequence.ts'
import type { Tally } from '../statistics/differenceTally.ts'
import { eHolm } from '../statistics/eHolm.ts'
import { eProcess } from '../statistics/eProcess.ts'
import { notComputable } from '../statistics/undefined.ts'
import type { GateDecision, GateDifference, GateRule } from './gate.ts'
import { answerOf, type GateEvidence } from './gateAnswer.ts'
import type { TaskUnits } from './gateUnits.ts'
import { growingTally } from './growingTally.ts'

/**
 * Looks after every block of items, and stops at the first look that decides.
 *
 * Against "no worse", and against "a loss of the margin or more", each task has a mixture-betting e-process; the first are
 * corrected by e-Holm, with one member more for all tasks together. Observations of all tasks together come in rounds of one of
 * every task. A round multiplies the gamblers' wealth once for each of its tasks, all at one stake: while the null "the mean
 * over tasks is at most m" holds, the factors' expectation is at most that of equal tasks (the geometric mean of positive
 * numbers is at most their arithmetic mean), hence at most 1 at the end of each round. Between rounds it would not be.
 * Once all tasks together have passed, only critical tasks that have not are asked further.
 * Source: Waudby-Smith and Ramdas 2024; Vovk and Wang 2021; Hartog and Lei 2025 for e-Holm.
 */
export function decideInTurn(rule: GateRule, tasks: readonly TaskUnits[]): GateDecision {
  const state = tasks.map((task) => ({ task, depth: 0, units: [] as number[], seen: growingTally() }))
  const rounds = growingTally()
  let round = 0
  let wanted = state
  for (;;) {
    const next = wanted.filter(({ task, depth }) => depth < task.planned.blocks)
    const lacking = next.filter(({ task, depth }) => depth >= task.blocks.length)
    if (lacking.length > 0) return { state: 'open', tasks: lacking.map(({ task }) => task.task) }
    for (const one of next) {
      const { units } = one.task.blocks[one.depth] ?? { units: [] }
      one.depth += 1
      one.units.push(...units)
      units.forEach(one.seen.add)
    }
    const complete = Math.min(...state.map(({ units }) => units.length))
    for (; round < complete; round++) for (const { units } of state) rounds.add(Number(units[round]))

    const pooled = rounds.tally()
    const tallies = state.map(({ seen }) => seen.tally())
    const look = lookAt(rule, tallies, pooled)
    const critical = state.map(({ task }, index) => task.critical && !look.passes[index])
    const passed = look.pooledPasses && !critical.includes(true)
    if (look.regressed.includes(true) || passed || next.length === 0)
      return answerOf(
        rule,
        state.map(({ task, depth, seen }, index) => evidenceOf(rule, task, depth, seen, look, index)),
        {
          difference: differenceOf(rule, pooled, rounds.mean()),
          regressed: look.regressed.at(-1) ?? false,
          passes: look.pooledPasses,
          rounds: round,
        },
      )
    wanted = look.pooledPasses ? state.filter((_, index) => critical[index]) : state
  }
}

interface Look {
  /** Log e-values against "no worse", task by task and then of all together, and those after correction. */
  logE: number[]
  corrected: number[]
  regressed: boolean[]
  /** Whether each task excludes a loss of the margin. */
  passes: boolean[]
  pooledPasses: boolean
}

function lookAt({ margin, alpha }: GateRule, tallies: readonly Tally[], pooled: Tally): Look {
  const threshold = Math.log(1 / alpha)
  const logE = [...tallies.map((tally) => eProcess(tally, 0, 'less')), eProcess(pooled, -margin, 'less')]
  const corrected = eHolm(logE)
  return {
    logE,
    corrected,
    regressed: corrected.map((value) => value >= threshold),
    passes: tallies.map((tally) => eProcess(tally, -margin, 'greater') >= threshold),
    pooledPasses: eProcess(pooled, -margin, 'greater') >= threshold,
  }
}

function evidenceOf(
  rule: GateRule,
  task: TaskUnits,
  depth: number,
  seen: ReturnType<typeof growingTally>,
  look: Look,
  index: number,
): GateEvidence {
  return {
    units: task,
    asked: task.blocks.slice(0, depth),
    difference: differenceOf(rule, seen.tally(), seen.mean()),
    worse: { state: 'e-value', logE: look.logE[index] ?? 0, corrected: look.corrected[index] ?? 0 },
    regressed: look.regressed[index] ?? false,
    passes: look.passes[index] ?? false,
  }
}

/** Bounds that hold at every look together, each but for a chance of alpha. */
function differenceOf({ alpha }: GateRule, tally: Tally, mean: number): GateDifference {
  if (tally.n === 0) return notComputable('no round of all tasks was complete')
  const { lower, upper } = confidenceSequence(tally, 1 - 2 * alpha)
  return { state: 'estimated', value: mean, interval: { state: 'estimated', lower, upper }, method: 'betting' }
}
