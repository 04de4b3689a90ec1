import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Reporter, TestCase, TestModule, TestProject, TestSpecification, Vitest } from 'vitest/node'
import { type LeftOut, leftOut as leftOutLines } from '../../reporters/leftOut.ts'
import { nearestStudy, studyPath } from '../suite/studyPath.ts'
import type { FinishedTest } from './gather.ts'
import type { NoteReceiver } from './notes.ts'
import { pageOf } from './pageOf.ts'
import type { ProgressLog } from './progressLog.ts'
import { publish } from './publish.ts'
import { publishAbsent } from './publishAbsent.ts'
import { readableStream } from './readableStream.ts'
import { inRunOrder } from './sequencer.ts'
import type { Supervisor } from './supervisor.ts'

/**
 * Shows progress while suites run, and at the end publishes the report of each study and sets the exit code.
 * It reads only what tests left in their metadata, so that merged shards give the report of an unsharded run.
 */
export function kshotReporter({
  vitest,
  project,
  supervisor,
  progress,
  notes,
  folder,
  cellsIn,
  leftOut,
  provide,
  clock,
}: ReporterMeans): Reporter {
  const isOwn = (of: { project: TestProject }) => of.project === project
  const merging = Boolean(vitest.config.mergeReports)
  let started = 0
  let counting: NodeJS.Timeout | undefined

  return {
    onTestRunStart(specifications) {
      started = clock()
      const own = specifications.filter(isOwn)
      if (merging || own.length === 0) return
      const files = inRunOrder(own).map(({ moduleId }) => moduleId)
      provide(runsWhole(own, vitest) ? files : [])
      // Reading the suites keeps this process busy for a while, in which that of the tests can start.
      counting = globalThis.setTimeout(() => {
        const planned = cellsIn(files)
        progress.start(planned)
        // Nothing is known yet, so the engine starts beside the tests' process, and not after it.
        const isStoreNew = !existsSync(join(folder, 'blocks'))
        if (isStoreNew && [...planned.values()].some((cells) => cells > 0)) supervisor.start()
      }, TESTS_START)
    },
    onTestModuleCollected(module) {
      if (isOwn(module)) progress.expect(module)
    },
    async onTestRunEnd(modules, _errors, reason) {
      clearTimeout(counting)
      progress.stop()
      // The report of a large study takes longer than Vitest waits for its tests' process, whose end nobody would see meanwhile.
      await notes.sendersGone(TESTS_END)
      await setTimeout(EXIT_SEEN)
      const own = modules.filter(isOwn)
      const absent = merging ? await absentFrom(own, vitest, project) : []
      for (const file of absent) {
        vitest.logger.error(
          ` kshot  ${file} is in none of the merged reports. Run the shard that holds it, then merge all of them.`,
        )
      }
      if (absent.length > 0) process.exitCode = 1
      const studies = groupByStudy(own)
      for (const [study, ofStudy] of studies) {
        const tests = ofStudy.flatMap((module) => finishedTests(module, reason === 'interrupted'))
        const seconds = (clock() - started) / 1000
        const run = {
          seconds,
          threads: merging ? 0 : supervisor.threads,
          placements: supervisor.placements,
          interrupted: reason === 'interrupted',
        }
        const output = { folder, only: studies.size === 1, root: vitest.config.root, absent }
        publishAbsent(study, tests, studies.size === 1, vitest)
        const failed = await publish(study, tests, run, output, vitest)
        if (failed) process.exitCode = 1
      }
      if (!merging) tellLeftOut(leftOut(), vitest)
    },
  }
}

/** Milliseconds after which Vitest has started the tests' process, and that process asks for no module yet. */
const TESTS_START = 100

/** Milliseconds that the tests' process may take to end before its report is written. */
const TESTS_END = 5_000

/** Milliseconds from the last sign of a process to the event of its exit, and more. */
const EXIT_SEEN = 100

export interface ReporterMeans {
  vitest: Vitest
  project: TestProject
  supervisor: Supervisor
  /** Where report and cost are written, absolute. */
  folder: string
  progress: ProgressLog
  /** Where the tests' process says what it does. */
  notes: NoteReceiver
  /** Cells that each suite file is the first to ask for; 0 where it cannot be read. */
  cellsIn: (files: readonly string[]) => ReadonlyMap<string, number>
  /** Suites that this run left out because nobody named their study. */
  leftOut: () => LeftOut[]
  /** Tells the tests which suite files run, in their order, where all of their tests do. */
  provide: (ahead: readonly string[]) => void
  /** Milliseconds from any fixed moment. */
  clock: () => number
}

/** Whether every test of these files runs: no shard, no name and no line picks some of them. */
function runsWhole(files: readonly TestSpecification[], { config }: Vitest): boolean {
  const isPicked = ({ testLines, testIds, testNamePattern }: TestSpecification) =>
    (testLines ?? testIds ?? testNamePattern) !== undefined
  return config.shard === undefined && config.testNamePattern === undefined && !files.some(isPicked)
}

/**
 * Suite files of the studies that were merged which none of the reports has: a shard is missing. Vitest itself would call the merge a success.
 * The folders of these studies are what the shards were asked for, as far as anybody knows.
 */
async function absentFrom(merged: readonly TestModule[], vitest: Vitest, project: TestProject): Promise<string[]> {
  const known = new Set(merged.map(({ moduleId }) => moduleId))
  const studies = new Set(merged.flatMap(({ moduleId }) => nearestStudy(dirname(moduleId)) ?? []))
  const wanted = await vitest.globTestSpecifications([...studies].map((study) => dirname(study)))
  return wanted
    .filter((specification) => specification.project === project && !known.has(specification.moduleId))
    .map(({ moduleId }) => moduleId)
    .sort()
}

function tellLeftOut(studies: readonly LeftOut[], vitest: Vitest): void {
  if (studies.length === 0) return
  const stream = readableStream(vitest)
  stream.write(`${leftOutLines(studies, pageOf(stream))}\n`)
}

function groupByStudy(modules: readonly TestModule[]): Map<string, TestModule[]> {
  const groups = new Map<string, TestModule[]>()
  for (const module of modules) {
    // A file that was refused has no tests, and perhaps no study.
    if ([...module.children.allTests()].length === 0) continue
    const study = studyPath(module.moduleId)
    groups.set(study, [...(groups.get(study) ?? []), module])
  }
  return groups
}

function finishedTests(module: TestModule, interrupted: boolean): FinishedTest[] {
  return [...module.children.allTests()].map((test) => ({
    file: module.moduleId,
    name: test.name,
    ...outcome(test, interrupted),
    ...recordOf(test),
  }))
}

function recordOf(test: TestCase): Pick<FinishedTest, 'record'> | Record<string, never> {
  const record = test.meta().kshot
  return record === undefined ? {} : { record }
}

function outcome(test: TestCase, interrupted: boolean): Pick<FinishedTest, 'state' | 'reason'> {
  const result = test.result()
  switch (result.state) {
    case 'passed':
      return { state: 'passed', reason: '' }
    case 'failed':
      return { state: 'failed', reason: result.errors[0]?.message.split('\n', 1)[0] ?? 'the test failed' }
    case 'pending':
    case 'skipped':
      if (interrupted) return { state: 'interrupted', reason: 'the run was stopped before its end' }
      return {
        state: 'skipped',
        reason: (result.state === 'skipped' ? result.note : undefined) ?? 'left out by a filter',
      }
  }
}
