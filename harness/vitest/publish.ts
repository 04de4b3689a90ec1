import { join } from 'node:path'
import type { Vitest } from 'vitest/node'
import { json } from '../../reporters/json.ts'
import { markdown } from '../../reporters/markdown.ts'
import { terminal } from '../../reporters/terminal.ts'
import { assembleReport } from '../report/assemble.ts'
import { relativeFile } from '../report/parts.ts'
import type { RunCost } from '../report/runCost.ts'
import { readFolder } from '../suite/readFolder.ts'
import { writeWhole } from '../store/writeWhole.ts'
import { costOf } from './costOf.ts'
import { type FinishedTest, gather } from './gather.ts'
import { pageOf } from './pageOf.ts'
import { placementNotes } from './placementNotes.ts'
import { readableStream } from './readableStream.ts'
import { VERSION } from './version.ts'

/**
 * Prints the report of one study and writes `report.json`, `report.md` and `run.json`; true when a verdict is not the expected one,
 * a check or a gate fails, or the report cannot be written. Nothing is printed when no test of the study measured anything.
 */
export async function publish(
  study: string,
  tests: readonly FinishedTest[],
  run: Pick<RunCost, 'seconds' | 'threads' | 'placements' | 'interrupted'>,
  output: { folder: string; only: boolean; root: string; absent: readonly string[] },
  vitest: Vitest,
): Promise<boolean> {
  if (!tests.some(({ record }) => record !== undefined)) return false
  const parts = gather(readFolder(study), tests, output.root, VERSION)
  const missing = output.absent.map((file) => ({
    subject: file,
    state: 'absent' as const,
    reason: 'its shard was not merged',
  }))
  const report = assembleReport({ ...parts, missing: [...parts.missing, ...missing] })
  const { warnings, ...cost } = costOf(tests, run)
  for (const warning of new Set(warnings)) vitest.logger.warn(` kshot  ${warning}`)
  for (const note of placementNotes(cost.placements)) vitest.logger.warn(` kshot  ${note}`)
  const stream = readableStream(vitest)
  const name = output.only ? '' : `${report.study.name}.`
  const markdownFile = join(output.folder, `${name}report.md`)
  const page = { ...pageOf(stream), markdown: relativeFile(markdownFile, output.root) }
  stream.write(`${terminal(report, cost, page)}\n`)
  const written = await attempt(vitest, async () => {
    await writeWhole(join(output.folder, `${name}report.json`), json(report))
    await writeWhole(markdownFile, markdown(report, cost))
    await writeWhole(join(output.folder, `${name}run.json`), `${JSON.stringify(cost, undefined, 2)}\n`)
  })
  if (!written) return true
  return (
    report.verdicts.some(({ asExpected }) => !asExpected) ||
    report.checks.some(({ state }) => state === 'failed') ||
    report.gates.some(({ outcome }) => outcome === 'failed') ||
    report.properties.some(({ asExpected }) => !asExpected)
  )
}

/** A report that cannot be kept was printed above; the run fails, and says why. */
async function attempt(vitest: Vitest, write: () => Promise<void>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    vitest.logger.error(
      ` kshot  the report could not be written (${why}). Make room or grant write access, and run again.`,
    )
    return false
  }
}
