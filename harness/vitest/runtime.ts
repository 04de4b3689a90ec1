import { join } from 'node:path'
import { inject, type TestContext } from 'vitest'
import { datasetUnder } from '../dataset/datasetUnder.ts'
import { createEngineClient } from '../engine/process/client.ts'
import type { DeviceName } from '../engine/session/device.ts'
import { autoDevice } from '../engine/session/deviceOffer.ts'
import type { Engine } from '../engine/engine.ts'
import { placedEngine } from '../engine/session/placedEngine.ts'
import type { CellScores } from '../measure/cell.ts'
import { judgeCheck } from '../report/check.ts'
import { relativeFile } from '../report/parts.ts'
import { type MeasuredCell, measureCell } from '../run.ts'
import { type Instruments, instruments } from '../store/instruments.ts'
import { folderStore } from '../store/store.ts'
import { askedCells, familyOf } from '../study/askedCells.ts'
import { cellName, cellsOf, cellsUnder, type StudyCell } from '../study/cells.ts'
import { studyPath } from '../suite/studyPath.ts'
import type { Study } from '../suite/study.ts'
import type { Task } from '../suite/task.ts'
import { taskFacts } from '../verdict/taskFacts.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { CheckedFolder } from '../dataset/checkFolder.ts'
import { absenceAmong } from './absence.ts'
import { cellKey } from './cellNames.ts'
import { checkFailure, suiteFailure, verdictFailure } from './failures.ts'
import { openFolders } from './openFolders.ts'
import { notingEngine, type Note, sendNotes } from './notes.ts'
import { type Job, pipeline } from './pipeline.ts'
import { plannedCells } from './plannedCells.ts'
import { recordOf } from './recordOf.ts'
import type { TestRecord } from './testRecord.ts'

// Ctrl-C reaches the whole process group; Vitest decides what it means, and hears of what is known.
process.on('SIGINT', () => undefined)

/** Measures one cell of a task; generated test modules call this. */
export async function measure(context: TestContext, file: string, name: string): Promise<void> {
  const { folder, task } = openTask(file)
  const cell = cellsOf(folder.study, task).find((candidate) => cellName(candidate) === name)
  if (cell === undefined) throw new Error(`${file}: the study has no cell ${name}`)
  await measureAll([{ task, cell }], file, context)
}

/** Holds a condition's score against the floor that a task sets; its test fails on the line of the check. */
export async function check(context: TestContext, file: string, model: string, index: number): Promise<void> {
  const { folder, task } = openTask(file)
  const { study } = folder
  const floor = task.checks[index]
  const base = study.models.find(({ name }) => name === model)
  const condition = study.conditions.find(({ name }) => name === floor?.condition)
  if (floor === undefined || base === undefined || condition === undefined)
    throw new Error(`${file}: the study has no check ${index} of ${model}`)
  const asked = cellsUnder(condition, base).map((cell) => ({ task, cell }))
  skipAbsent(asked, folder, context)
  const { record, cells } = await measureAll(asked, file, context)
  const place = { file: relativeFile(file, inject('kshot').root), line: floor.line, column: floor.column }
  const judged = judgeCheck(
    { task: task.name, model, condition: condition.name, atLeast: floor.atLeast, ...place },
    cells,
  )
  context.task.meta.kshot = { ...record, check: judged }
  if (judged.state !== 'passed') throw suiteFailure(checkFailure(judged))
}

/**
 * Decides a hypothesis for one base model; fails when the verdict is not the expected one. Asks for exactly the cells that its
 * family speaks of: alone or in a whole run, the same tests are corrected, and the same verdict comes out.
 */
export async function decide(context: TestContext, file: string, model: string): Promise<void> {
  if (inject('kshot').sharded) context.skip('decided when the shards are merged: vitest run --merge-reports')
  const folder = folders.open(file)
  const hypothesis = folder.hypotheses.find((candidate) => candidate.file.path === file)
  if (hypothesis === undefined) throw new Error(`${file}: not a hypothesis of its study`)
  const family = familyOf(hypothesis, folder)
  const asked = askedCells(family, folder)
  skipAbsent(asked, folder, context)
  const { record, cells } = await measureAll(asked, file, context)
  const { decideFamily } = await verdicts()
  const key = `${folder.study.file.path}\n${hypothesis.family}`
  const found =
    judged.get(key) ??
    decideFamily(family, { tasks: taskFacts(folder.tasks, folder.study.models), seed: folder.study.seed }, cells)
  judged.set(key, found)
  context.task.meta.kshot = { ...record, verdicts: found.filter((one) => one.hypothesis === hypothesis.name) }
  const verdict = found.find((one) => one.hypothesis === hypothesis.name && one.model === model)
  if (verdict === undefined) throw new Error(`${hypothesis.name}: no verdict about ${model}`)
  if (verdict.state !== hypothesis.expect) throw suiteFailure(verdictFailure(verdict))
}

/** Holds a candidate checkpoint against its baseline; fails when it is worse, and as the gate says when nothing is decided. */
export async function gate(context: TestContext, file: string): Promise<void> {
  const folder = folders.open(file)
  const own = folder.gates.find((candidate) => candidate.file.path === file)
  if (own === undefined) throw new Error(`${file}: not a gate of its study`)
  const { gateCells, testGate } = await gates()
  skipAbsent(gateCells(own, folder), folder, context)
  const tools = await toolsFor(folder.study)
  await testGate(own, folder, tools, connection().note, { context, root: inject('kshot').root })
}

/** Searches the prompts of one model for a rewrite that breaks a law; fails when the answer is not the expected one. */
export async function property(context: TestContext, file: string, name: string): Promise<void> {
  const folder = folders.open(file)
  const own = folder.properties.find((candidate) => candidate.file.path === file)
  const { propertyCells, testProperty } = await properties()
  const asked = own === undefined ? [] : propertyCells(own, folder).filter(({ cell }) => cellName(cell) === name)
  const [first] = asked
  if (own === undefined || first === undefined)
    throw new Error(`${file}: not a property of its study that asks ${name}`)
  skipAbsent(asked, folder, context)
  const tools = await toolsFor(folder.study)
  const { root, store } = inject('kshot')
  await testProperty(own, first.cell, folder, tools, connection().note, { context, root, store })
}

// Two fifths of all modules, which no cell needs: they are loaded when a test does, and the first cell waits for none of them.
const verdicts = () => import('../verdict/family.ts')
const gates = () => import('./gateTest.ts')
const properties = () => import('./propertyTest.ts')

/** What nobody put on this machine is a reason, not a failure. */
function skipAbsent(
  asked: readonly { task: Task; cell: StudyCell }[],
  folder: CheckedFolder,
  context: TestContext,
): void {
  const reason = absenceAmong(asked, folder)
  if (reason !== undefined) context.skip(reason)
}

const folders = openFolders()

/** Cells that this worker has measured, by study and name: a claim that speaks of them again need not read them again. */
const known = new Map<string, CellScores>()

/** Which test left each of these cells in its metadata; when it is tried again, it leaves them again. */
const leftBy = new Map<string, string>()

/** Verdicts of families, by study and name: one that a claim had judged need not be judged again for the next. */
const judged = new Map<string, Verdict[]>()

let open: { engine: Engine; note: (note: Note) => void } | undefined

/** One connection for all files of this worker. */
function connection() {
  if (open !== undefined) return open
  const { engine, notes } = inject('kshot')
  const note = sendNotes(notes)
  open = { engine: notingEngine(createEngineClient({ socketPath: engine, patience: ENGINE_START }), note), note }
  return open
}

const toolsByPlace = new Map<string, Instruments>()

/** One set of instruments, with one store, for all studies whose models run in one place. */
async function toolsFor({ device: wanted, precision }: Study): Promise<Instruments> {
  const device = wanted === 'auto' ? await (auto ??= autoDevice()) : wanted
  const known = toolsByPlace.get(`${device} ${precision}`)
  if (known !== undefined) return known
  const { store } = inject('kshot')
  const engine = placedEngine(connection().engine, { device, precision })
  const tools = instruments(engine, folderStore(join(store, 'blocks')), join(store, 'hashes.json'))
  toolsByPlace.set(`${device} ${precision}`, tools)
  return tools
}

/** The machine is looked at once. */
let auto: Promise<DeviceName> | undefined

/** Milliseconds that an engine may take to start; on a busy machine it takes many times what it takes alone. */
const ENGINE_START = 30_000

function openTask(file: string) {
  const folder = folders.open(file)
  const task = folder.tasks.find((candidate) => candidate.file.path === file)
  if (task === undefined) throw new Error(`${file}: not a task of its study`)
  return { folder, task }
}

/** Aborted with the first test: what stops one stops the run. */
const stop = new AbortController()

const pipelines = new Map<string, (job: Job<MeasuredCell>) => Promise<MeasuredCell>>()

/** Measures the cells of a study, the next ones of the run before their tests ask for them. */
function pipelineOf(folder: CheckedFolder): (job: Job<MeasuredCell>) => Promise<MeasuredCell> {
  const { path } = folder.study.file
  const known = pipelines.get(path)
  if (known !== undefined) return known
  const files = inject('kshot').ahead.filter((file) => studyPath(file) === path)
  const cells = files.flatMap((file) => plannedCells(file, folder))
  const ask = pipeline(
    cells.map(({ task, cell }) => jobOf(task, cell, folder)),
    AHEAD,
  )
  pipelines.set(path, ask)
  return ask
}

function jobOf(task: Task, cell: StudyCell, folder: CheckedFolder): Job<MeasuredCell> {
  const { study } = folder
  return {
    name: cellKey(study, task, cell),
    items: cell.condition.items,
    async begin() {
      const dataset = datasetUnder(cell.condition, task, folder)
      return measureCell({ task, dataset, cell, study }, await toolsFor(study), stop.signal)
    },
  }
}

/**
 * Items of the cells that are begun before their tests ask: those of some seventy of the lab's. A claim about defects asks for many cells of
 * which most are read from others' answers; with fewer ahead the engine waits for it.
 */
const AHEAD = 4000

/** Asks for cells one after another; whatever stops it, the test keeps what was measured until then. */
async function measureAll(
  asked: readonly { task: Task; cell: StudyCell }[],
  file: string,
  context: TestContext,
): Promise<{ record: TestRecord; cells: CellScores[] }> {
  const { note } = connection()
  const folder = folders.open(file)
  const tools = await toolsFor(folder.study)
  const ask = pipelineOf(folder)
  context.signal.addEventListener('abort', () => {
    stop.abort(context.signal.reason)
  })
  const cells: CellScores[] = []
  const left: MeasuredCell[] = []
  try {
    for (const { task, cell } of asked) {
      const key = cellKey(folder.study, task, cell)
      const scores = known.get(key)
      if (scores === undefined) note({ note: 'began', task: task.name, cell: cellName(cell) })
      const one = scores === undefined ? await ask(jobOf(task, cell, folder)) : { scores, records: [] }
      if (scores === undefined) note({ note: 'ended' })
      known.set(key, one.scores)
      cells.push(one.scores)
      const by = leftBy.get(key) ?? context.task.id
      leftBy.set(key, by)
      if (by === context.task.id) left.push(one)
    }
  } finally {
    const reached = { asked, got: cells.length }
    context.task.meta.kshot = await recordOf(left, reached, tools, inject('kshot').root)
  }
  return { record: context.task.meta.kshot, cells }
}
