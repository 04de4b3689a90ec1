import type { TestContext } from 'vitest'
import type { CheckedFolder } from '../dataset/checkFolder.ts'
import { gateOutcome } from '../report/gatePart.ts'
import { newGateRun, runGate } from '../runGate.ts'
import type { Instruments } from '../store/instruments.ts'
import type { StudyCell } from '../study/cells.ts'
import { gateCell } from '../study/gateCell.ts'
import type { Gate } from '../suite/gate.ts'
import { isAbout } from '../suite/over.ts'
import { SuiteError } from '../suite/problem.ts'
import type { Task } from '../suite/task.ts'
import type { GateAnswer } from '../verdict/gate.ts'
import { suiteFailure } from './failures.ts'
import { gateFailure } from './gateFailure.ts'
import type { Note } from './notes.ts'
import { environmentOf, workOf } from './recordOf.ts'

/** Runs a gate as a test; fails when it blocks, or when it is inconclusive and shall then fail. */
export async function testGate(
  gate: Gate,
  folder: CheckedFolder,
  tools: Instruments,
  note: (note: Note) => void,
  { context, root }: { context: TestContext; root: string },
): Promise<void> {
  const run = newGateRun()
  const sides = [gate.candidate, gate.baseline].flatMap((side) => (side.kind === 'checkpoint' ? [side] : []))
  let answer: GateAnswer | undefined
  // Vitest does not wait for the end of a test that Ctrl-C stops: until then it has this to tell.
  context.task.meta.kshot = { cells: [], lacking: 1, work: workOf([]) }
  note({ note: 'began', task: gate.name, cell: `${gate.candidate.name} against ${gate.baseline.name}` })
  try {
    answer = await runGate(gate, folder, tools, { run, clock: () => performance.now(), signal: context.signal })
  } catch (error) {
    throw error instanceof SuiteError ? suiteFailure(error.message) : error
  } finally {
    const cells = sides.map((side) => ({ cell: gateCell(side, gate.condition) }))
    const environment = run.records.length === 0 ? undefined : await environmentOf(cells, tools, root)
    const parts = run.records.map(({ task, records }) => ({ name: `${task} · gate ${gate.name}`, records }))
    context.task.meta.kshot = {
      cells: [],
      lacking: answer === undefined ? 1 : 0,
      ...(answer === undefined ? {} : { gate: { outcomes: run.outcomes } }),
      ...(environment === undefined ? {} : { environment }),
      work: { ...workOf(parts), ...savedBy(gate, run.computed, answer) },
    }
    gateCells(gate, folder).forEach(() => {
      note({ note: 'ended' })
    })
  }
  const outcome = gateOutcome(gate, answer)
  if (outcome === 'failed') throw suiteFailure(gateFailure(gate, answer))
  if (outcome === 'warned') await context.annotate(gateFailure(gate, answer), 'warning')
}

/** What a gate asks: each of its tasks, of each side that is not a record. */
export function gateCells(
  { over, condition, candidate, baseline }: Gate,
  { tasks }: Pick<CheckedFolder, 'tasks'>,
): { task: Task; cell: StudyCell }[] {
  const cells = [candidate, baseline].flatMap((side) => (side.kind === 'checkpoint' ? [gateCell(side, condition)] : []))
  return tasks.filter((task) => isAbout(over, task)).flatMap((task) => cells.map((cell) => ({ task, cell })))
}

/** The seconds that the items which were not asked would have taken, at the pace of those that were; unknown where all were in the store. */
function savedBy(
  { name }: Gate,
  { seconds, items }: { seconds: number; items: number },
  answer: GateAnswer | undefined,
): { saved?: { gate: string; seconds: number } } {
  if (answer === undefined || items === 0) return {}
  return { saved: { gate: name, seconds: (seconds / items) * (answer.items.of - answer.items.asked) } }
}
