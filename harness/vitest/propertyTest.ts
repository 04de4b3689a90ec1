import { join } from 'node:path'
import type { TestContext } from 'vitest'
import type { CheckedFolder } from '../dataset/checkFolder.ts'
import { describeProperty, replayOf } from '../report/propertyPart.ts'
import { type PropertyRun, runProperty } from '../runProperty.ts'
import { counterexamplesOf } from '../search/counterexamples.ts'
import { isPromptCase } from '../search/rewrittenPrompts.ts'
import { factorsOf } from '../search/variantCase.ts'
import { notComputable } from '../statistics/undefined.ts'
import type { Instruments } from '../store/instruments.ts'
import { cellName, cellsAskedBy, type StudyCell } from '../study/cells.ts'
import { isAbout } from '../suite/over.ts'
import { SuiteError } from '../suite/problem.ts'
import type { Property } from '../suite/property.ts'
import type { Task } from '../suite/task.ts'
import { decideProperty } from '../verdict/decideProperty.ts'
import { propertyFinds, propertyRule } from '../verdict/propertyFinds.ts'
import { propertyRobustness } from '../verdict/propertyRobustness.ts'
import { writtenScores } from '../verdict/writtenScores.ts'
import { suiteFailure } from './failures.ts'
import type { Note } from './notes.ts'
import { propertyFailure } from './propertyFailure.ts'
import { environmentOf, workOf } from './recordOf.ts'
import type { TestRecord } from './testRecord.ts'

/** Runs a property as a test of one cell; fails when its answer is not the expected one. */
export async function testProperty(
  property: Property,
  cell: StudyCell,
  folder: CheckedFolder,
  tools: Instruments,
  note: (note: Note) => void,
  { context, root, store }: { context: TestContext; root: string; store: string },
): Promise<void> {
  const run: PropertyRun = { records: [] }
  const subject = cellName(cell)
  const tasks = folder.tasks.filter((task) => isAbout(property.over, task)).map(({ name }) => name)
  const replay = replayOf(process.env['KSHOT_REPLAY'])
  // Vitest does not wait for the end of a test that Ctrl-C stops: until then it has this to tell.
  context.task.meta.kshot = { cells: [], lacking: 1, work: workOf([]) }
  note({ note: 'began', task: property.name, cell: subject })
  const warnings: string[] = []
  const found = await searched()
  if (!found.asExpected) throw suiteFailure(propertyFailure(found))

  async function searched() {
    try {
      const memory = counterexamplesOf(
        join(store, 'counterexamples'),
        identityOf(property, folder.study.name, tasks, cell),
        isPromptCase,
      )
      const clock = () => performance.now()
      const search = await runProperty(property, cell, folder, tools, {
        run,
        memory,
        replay,
        clock,
        signal: context.signal,
      })
      if (search.unreadable > 0)
        warnings.push(`${property.name}: ${search.unreadable} kept counterexamples cannot be read, and are passed over`)
      const rule = propertyRule(replay === undefined ? property : { ...property, law: { ...OF_ONE, of: 'answer' } })
      const verdict = decideProperty(rule, propertyFinds(search.result))
      const robustness =
        replay === undefined
          ? propertyRobustness(search.variants, factorsOf(property))
          : notComputable('one case was asked for')
      const about = { model: cell.model.name, subject, tasks, root, replayed: replay !== undefined }
      const asWritten =
        robustness.state === 'estimated' && cell.weights.state === 'tuned'
          ? { condition: cell.condition.name, seed: cell.weights.seed, tasks: writtenScores(search.variants) }
          : undefined
      const described = describeProperty(property, verdict, search, { robustness, asWritten }, about)
      await leave({ property: { property: described, ...(asWritten === undefined ? {} : { asWritten }) } })
      return described
    } catch (error) {
      await leave({})
      throw error instanceof SuiteError ? suiteFailure(error.message) : error
    } finally {
      note({ note: 'ended' })
    }
  }

  async function leave(left: Pick<TestRecord, 'property'>) {
    const environment = run.records.length === 0 ? undefined : await environmentOf([{ cell }], tools, root)
    const parts = run.records.map(({ task, records }) => ({ name: `${task} · property ${property.name}`, records }))
    const work = workOf(parts)
    context.task.meta.kshot = {
      cells: [],
      lacking: left.property === undefined ? 1 : 0,
      ...left,
      ...(environment === undefined ? {} : { environment }),
      work: { ...work, warnings: [...work.warnings, ...warnings] },
    }
  }
}

/** What a property asks: each of its tasks, of each of its models. */
export function propertyCells(
  { over, asked }: Property,
  { tasks }: Pick<CheckedFolder, 'tasks'>,
): { task: Task; cell: StudyCell }[] {
  const cells = cellsAskedBy({ asked })
  return tasks.filter((task) => isAbout(over, task)).flatMap((task) => cells.map((cell) => ({ task, cell })))
}

/** A single case says nothing of a share or a mean: it breaks the law, or does not. */
const OF_ONE = { is: 'stays', often: 'always' } as const

/** A law of other tasks, rewrites or models has counterexamples of its own. */
function identityOf({ rewrites, law }: Property, study: string, tasks: readonly string[], cell: StudyCell) {
  return JSON.stringify({ study, rewrites, law, tasks, cell: cellName(cell) })
}
