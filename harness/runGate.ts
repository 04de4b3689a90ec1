import { absentProblems, type CheckedFolder } from './dataset/checkFolder.ts'
import { datasetUnder } from './dataset/datasetUnder.ts'
import type { Item } from './dataset/item.ts'
import { visitOrder } from './dataset/visitOrder.ts'
import type { AskedCell } from './measure/askBlock.ts'
import { askedHashes } from './measure/askedHashes.ts'
import type { Measurement } from './measure/measurement.ts'
import { scoreAsked } from './measure/scoreAsked.ts'
import type { Written } from './measure/writeExemplars.ts'
import { blockSize } from './prompt/drawExemplars.ts'
import type { Wraps } from './prompt/wrap.ts'
import { measureBlock, wrapsFor } from './run.ts'
import { recordProblems } from './store/recordProblems.ts'
import type { Instruments } from './store/instruments.ts'
import type { Recalled } from './store/recall.ts'
import { gateCell } from './study/gateCell.ts'
import { type Checkpoint, type Gate, isCritical, type RecordedBaseline } from './suite/gate.ts'
import { isAbout } from './suite/over.ts'
import { refuse } from './suite/problem.ts'
import type { Study } from './suite/study.ts'
import type { Task } from './suite/task.ts'
import { decideGate } from './verdict/decideGate.ts'
import type { GateAnswer, GateOutcomes } from './verdict/gate.ts'

/**
 * Asks candidate and baseline block by block, in the gate's order, until the gate is decided; the tasks of one look side by side. Both are shown the same exemplars.
 * `run` is filled as it goes, so that what stops the gate leaves what was measured. Throws a SuiteError, before anything is
 * measured, where a record was not made of these items and prompts.
 */
export async function runGate(
  gate: Gate,
  folder: CheckedFolder,
  instruments: Instruments,
  { run, clock, signal }: { run: GateRun; clock: () => number; signal: AbortSignal },
): Promise<GateAnswer> {
  const tasks = plan(gate, folder)
  const { candidate, baseline } = gate
  const ask = (side: Checkpoint) => askers(side, gate, tasks, folder.study, instruments)
  const asked = await ask(candidate)
  if (baseline.kind === 'record') refuse(recordProblems(gate.file, baseline.record, tasks, hashesOf(tasks, asked)))
  const sides = [
    scoring(asked, instruments, signal),
    await scoringOf(baseline, tasks, ask, instruments, signal),
  ] as const
  run.outcomes = tasks.map(outcomesBefore)

  for (;;) {
    const decision = decideGate(gate, run.outcomes)
    if (decision.state !== 'open') return decision
    signal.throwIfAborted()
    const start = clock()
    const computed = await Promise.all(decision.tasks.map((name) => askNext(name, gate, tasks, sides, run)))
    const items = computed.reduce((sum, count) => sum + count, 0)
    run.computed.items += items
    if (items > 0) run.computed.seconds += (clock() - start) / 1000
  }
}

/** Asks both sides the next block of a task. Returns how many of its items were not in the store. */
async function askNext(
  name: string,
  gate: Gate,
  tasks: readonly GatedTask[],
  [candidate, baseline]: readonly [Scoring, Scoring],
  run: GateRun,
): Promise<number> {
  const index = tasks.findIndex(({ task }) => task.name === name)
  const own = run.outcomes[index]
  const turn = tasks[index]
  const block = turn?.blocks.findIndex((_, at) => sizeBefore(turn.blocks, at) === own?.items.length) ?? -1
  const items = turn?.blocks[block]
  if (own === undefined || items === undefined) throw new Error(`${gate.name}: ${name} has no block left`)
  const [ours, theirs] = await Promise.all([candidate(index, block, items), baseline(index, block, items)])
  const records = [...ours.records, ...theirs.records]
  run.records.push({ task: name, records })
  own.items.push(...items.map(({ id }) => id))
  own.candidate.push(...ours.scores)
  own.baseline.push(...theirs.scores)
  own.groups?.push(...items.map(groupOf))
  return records.some(({ from }) => from === 'engine') ? items.length : 0
}

/** What a gate has measured so far. */
export interface GateRun {
  outcomes: GateOutcomes[]
  records: { task: string; records: Recalled<Measurement | Written>[] }[]
  /** Time spent on looks of which a block was not in the store, and the items of such blocks. */
  computed: { seconds: number; items: number }
}

/** A gate that has not begun. */
export function newGateRun(): GateRun {
  return { outcomes: [], records: [], computed: { seconds: 0, items: 0 } }
}

/** A task with its items in the order of their turns. */
export interface GatedTask {
  task: Task
  dataset: CheckedFolder['datasets'][number]
  critical: boolean
  blocks: Item[][]
}

/** The tasks of a gate, each with its blocks of items, as its condition asks them; the blocks are the same under each. */
export function plan(
  {
    over,
    critical,
    items: most,
    condition,
  }: Pick<Gate, 'over' | 'critical' | 'items'> & Partial<Pick<Gate, 'condition'>>,
  folder: CheckedFolder,
): GatedTask[] {
  const { study, tasks, datasets } = folder
  refuse(
    absentProblems(
      tasks.filter((task) => isAbout(over, task)),
      folder,
    ),
  )
  return tasks.flatMap((task, index) => {
    if (!isAbout(over, task)) return []
    const dataset = condition === undefined ? datasets[index] : datasetUnder(condition, task, folder)
    if (dataset === undefined) return []
    const blocks = visitOrder(dataset.items, { seed: study.seed, task: task.name, most, size: blockSize })
    return [{ task, dataset, critical: isCritical(critical, task), blocks }]
  })
}

type Asker = AskedCell & { wraps: Wraps }

/** One checkpoint asked every task of a gate; all tasks share its wraps. */
export async function askers(
  checkpoint: Checkpoint,
  { condition }: Pick<Gate, 'condition'>,
  tasks: readonly GatedTask[],
  study: Study,
  instruments: Instruments,
): Promise<Asker[]> {
  const cell = gateCell(checkpoint, condition)
  const [first] = tasks
  if (first === undefined) return []
  const wraps = await wrapsFor({ ...first, cell, study }, instruments)
  return tasks.map(({ task, dataset }) => ({ task, dataset, cell, study, wraps }))
}

type Scoring = (
  task: number,
  block: number,
  items: readonly Item[],
) => Promise<{ scores: number[]; records: Recalled<Measurement | Written>[] }>

/** The scores of a checkpoint, from the store or from the engine. */
export function scoring(asked: readonly Asker[], instruments: Instruments, signal: AbortSignal): Scoring {
  return async (task, block, items) => {
    const one = asked[task]
    if (one === undefined) throw new Error(`a gate has no task ${task}`)
    const { measured, written } = await measureBlock(items, block, one, instruments, signal)
    const identity = {
      task: one.task.name,
      model: one.cell.model.name,
      condition: one.cell.condition.name,
      weights: { state: 'base' as const },
      fingerprint: measured.fingerprint,
    }
    const parts = [{ measurements: measured.entries, cost: measured.cost }]
    const { scores } = scoreAsked(identity, items, parts, one)
    return { scores, records: written === undefined ? [measured] : [written, measured] }
  }
}

async function scoringOf(
  baseline: Gate['baseline'],
  tasks: readonly GatedTask[],
  ask: (side: Checkpoint) => Promise<Asker[]>,
  instruments: Instruments,
  signal: AbortSignal,
): Promise<Scoring> {
  return baseline.kind === 'record' ? recalling(baseline, tasks) : scoring(await ask(baseline), instruments, signal)
}

function recalling({ record }: RecordedBaseline, tasks: readonly GatedTask[]): Scoring {
  const known = tasks.map(({ task }) => {
    const own = record.tasks.find((recorded) => recorded.task === task.name)
    return new Map(own?.items.map(([id, score]) => [id, score]))
  })
  return async (task, _block, items) => ({
    scores: items.map(({ id }) => {
      const score = known[task]?.get(id)
      if (score === undefined) throw new Error(`the record has no item ${id}`)
      return score
    }),
    records: [],
  })
}

/** What each item's prompt hashes to, task by task, in the order of their turns. */
export function hashesOf(tasks: readonly GatedTask[], asked: readonly Asker[]): string[][] {
  return tasks.map(({ blocks }, index) => {
    const one = asked[index]
    return one === undefined ? [] : blocks.flatMap((block, at) => askedHashes(block, at, one))
  })
}

function outcomesBefore({ task, critical, blocks }: GatedTask): GateOutcomes {
  const grouped = blocks.some((block) => block.some(({ group }) => group !== undefined))
  return {
    task: task.name,
    critical,
    blocks: blocks.map(({ length }) => length),
    items: [],
    candidate: [],
    baseline: [],
    ...(grouped ? { groups: [] } : {}),
  }
}

/** An item without a group is a group of its own. */
const groupOf = ({ id, group }: Item) => JSON.stringify(group === undefined ? ['item', id] : ['group', group])

const sizeBefore = (blocks: readonly Item[][], block: number) =>
  blocks.slice(0, block).reduce((sum, { length }) => sum + length, 0)
