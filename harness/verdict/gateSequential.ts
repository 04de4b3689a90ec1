import { confidenceSequence } from '../statistics/confidenceSequence.ts'
import type { Tally } from '../statistics/differenceTally.ts'
import { eHolm } from '../statistics/eHolm.ts'
import { eProcess } from '../statistics/eProcess.ts'
import { notComputable } from '../statistics/undefined.ts'
import type { GateDecision, GateDifference, GateRule } from './gate.ts'
import { answerOf, type GateEvidence } from './gateAnswer.ts'
import { type GateLook, type GateStream, tasksToAsk } from './gateTurns.ts'
import type { TaskUnits } from './gateUnits.ts'
import { growingTally } from './growingTally.ts'

/**
 * Looks after every block of items, and stops at the first look that decides, or after which nothing could.
 *
 * Against "no worse", and against "a loss of the margin or more", each task has a mixture-betting e-process; the first are
 * corrected by e-Holm, where there are several tasks with one member more for all of them together. Observations of all tasks
 * together come in rounds of one of every task. A round multiplies the gamblers' wealth once for each of its tasks, all at one
 * stake b. Items of different tasks being independent draws, a round multiplies it by prod_k (1 + b (delta_k - m)) in expectation,
 * which is at most exp(b sum_k (delta_k - m)): at most 1 at the end of each round while the mean of the delta_k is at most m, also
 * where tasks differ. Inside a round it may be more, and tasks that read the same rows would break it.
 * Where every task is critical the mean needs no rounds: it lost less than the margin if each task did.
 * Source: Waudby-Smith and Ramdas 2024; Vovk and Wang 2021; Hartog and Lei 2025 for e-Holm; Berger 1982 for critical tasks.
 */
export function decideInTurn(rule: GateRule, tasks: readonly TaskUnits[]): GateDecision {
  const streams = tasks.map((task): Turn => ({ task, depth: 0, items: 0, units: [], seen: growingTally() }))
  const rounds = growingTally()
  let round = 0
  let wanted: readonly Turn[] = streams.filter(({ task }) => task.planned.blocks > 0)
  for (;;) {
    const lacking = wanted.filter(({ task, depth }) => depth >= task.blocks.length)
    if (lacking.length > 0) return { state: 'open', tasks: lacking.map(({ task }) => task.task) }
    wanted.forEach(takeBlock)
    const complete = Math.min(...streams.map(({ units }) => units.length))
    for (; round < complete; round++) for (const { units } of streams) rounds.add(Number(units[round]))

    const look = lookAt(
      rule,
      streams.map(({ seen }) => seen.tally()),
      { tally: rounds.tally(), rounds: round },
    )
    const turns = new Set(tasksToAsk(rule, streams.map(streamOf), look))
    wanted = streams.filter((_, index) => turns.has(index))
    if (wanted.length === 0)
      return answerOf(
        rule,
        streams.flatMap((turn, index) => evidenceOf(rule, turn, look.tasks[index])),
        {
          difference: differenceOf(rule, look.pooled.tally, rounds.mean(), 'betting in rounds'),
          regressed: look.pooled.regressed,
          passes: look.pooled.passes || streams.every(({ task }) => task.critical),
        },
      )
  }
}

interface Turn {
  task: TaskUnits
  /** Blocks and items that were looked at. */
  depth: number
  items: number
  units: number[]
  seen: ReturnType<typeof growingTally>
}

function takeBlock(turn: Turn): void {
  const { units, items } = turn.task.blocks[turn.depth] ?? { units: [], items: 0 }
  turn.depth += 1
  turn.items += items
  turn.units.push(...units)
  units.forEach(turn.seen.add)
}

const streamOf = ({ task: { critical, planned }, items, units }: Turn): GateStream => ({
  critical,
  units: units.length,
  left: planned.items - items,
})

function lookAt(
  { margin, alpha }: GateRule,
  tallies: readonly Tally[],
  { tally, rounds }: { tally: Tally; rounds: number },
): GateLook {
  const threshold = Math.log(1 / alpha)
  const own = tallies.map((one) => eProcess(one, 0, 'less'))
  // With one task the mean is the task, whose own test finds every loss.
  const together = tallies.length > 1 ? [eProcess(tally, -margin, 'less')] : []
  const corrected = eHolm([...own, ...together])
  return {
    tasks: tallies.map((one, index) => ({
      tally: one,
      logE: own[index] ?? 0,
      corrected: corrected[index] ?? 0,
      regressed: (corrected[index] ?? 0) >= threshold,
      passes: eProcess(one, -margin, 'greater') >= threshold,
    })),
    pooled: {
      tally,
      rounds,
      regressed: together.length > 0 && (corrected.at(-1) ?? 0) >= threshold,
      passes: eProcess(tally, -margin, 'greater') >= threshold,
    },
  }
}

function evidenceOf(
  rule: GateRule,
  { task, depth, seen }: Turn,
  found: GateLook['tasks'][number] | undefined,
): GateEvidence[] {
  if (found === undefined) return []
  const { tally, logE, corrected, regressed, passes } = found
  const method = task.grouped ? 'betting over groups' : 'betting'
  const difference = differenceOf(rule, tally, seen.mean(), method)
  const worse = { state: 'e-value', logE, corrected } as const
  return [{ units: task, asked: task.blocks.slice(0, depth), difference, worse, regressed, passes }]
}

/** Bounds that hold at every look together, each but for a chance of alpha. */
function differenceOf({ alpha }: GateRule, tally: Tally, mean: number, method: string): GateDifference {
  if (tally.n === 0) return notComputable('no round of all tasks was complete')
  const { lower, upper } = confidenceSequence(tally, 1 - 2 * alpha)
  return { state: 'estimated', value: mean, interval: { state: 'estimated', lower, upper }, method }
}
