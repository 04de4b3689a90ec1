import { relativeFile } from '../report/parts.ts'
import type { MeasuredCell } from '../run.ts'
import type { Instruments } from '../store/instruments.ts'
import { modelPaths, type StudyCell } from '../study/cells.ts'
import { scoresName } from './cellNames.ts'
import type { Environment, TestRecord, Work } from './testRecord.ts'

/** What a test leaves in its metadata: of the cells it asked for, those that it got, and in full those that it is the first to leave. */
export async function recordOf(
  left: readonly MeasuredCell[],
  { asked, got }: { asked: readonly { cell: StudyCell }[]; got: number },
  instruments: Instruments,
  root: string,
): Promise<TestRecord> {
  const environment = await environmentOf(asked.slice(0, got), instruments, root)
  return {
    cells: left.map(({ scores }) => scores),
    lacking: asked.length - got,
    ...(environment === undefined ? {} : { environment }),
    // A random baseline rests on no record.
    work: workOf(
      left.flatMap(({ scores, records }) => (records.length > 0 ? [{ name: scoresName(scores), records }] : [])),
    ),
  }
}

/** What this run did for parts that rest on records of the store; several may share a name. */
export function workOf(
  parts: readonly { name: string; records: readonly Omit<MeasuredCell['records'][number], 'entries'>[] }[],
): Work {
  return {
    parts: parts.map(({ name, records }) => ({
      name,
      records: records.map(({ fingerprint: key, from, cost: { needed, computed, naive } }) => ({
        key,
        from,
        tokens: { needed, computed, naive },
      })),
    })),
    warnings: parts.flatMap(({ records }) => records.flatMap(({ warnings }) => warnings)),
  }
}

/** What the digits of cells depend on; undefined where nobody was asked. */
export async function environmentOf(
  asked: readonly { cell: StudyCell }[],
  instruments: Instruments,
  root: string,
): Promise<Environment | undefined> {
  const weights: Record<string, string> = {}
  let engine: Environment['engine'] | undefined
  for (const { cell } of asked) {
    if (cell.weights.state === 'random') continue
    const paths = modelPaths(cell.weights, cell.model)
    const provenance = await instruments.provenance(paths)
    engine = provenance.engine
    weights[relativeFile(paths.base, root)] = provenance.base
    if (paths.adapter !== undefined && provenance.adapter !== undefined)
      weights[relativeFile(paths.adapter, root)] = provenance.adapter
  }
  return engine === undefined ? undefined : { engine, weights }
}
