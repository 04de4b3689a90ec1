import { relativeFile } from '../report/parts.ts'
import type { MeasuredCell } from '../run.ts'
import type { Instruments } from '../store/instruments.ts'
import { modelPaths, type StudyCell } from '../study/cells.ts'
import { scoresName } from './cellNames.ts'
import type { Environment, TestRecord } from './testRecord.ts'

/** What a test leaves in its metadata about the cells it measured, in the order it asked for them. */
export async function recordOf(
  measured: readonly MeasuredCell[],
  asked: readonly { cell: StudyCell }[],
  instruments: Instruments,
  root: string,
): Promise<TestRecord> {
  const records = measured.flatMap((cell) => cell.records)
  const computed = records.filter(({ from }) => from === 'engine')
  const sum = (key: 'needed' | 'computed' | 'naive') => computed.reduce((total, { cost }) => total + cost[key], 0)
  // A random baseline rests on no record: it is neither computed nor known.
  const resting = measured.filter((cell) => cell.records.length > 0)
  const isComputed = (cell: MeasuredCell) => cell.records.some(({ from }) => from === 'engine')
  const environment = await environmentOf(asked.slice(0, measured.length), instruments, root)
  return {
    cells: measured.map(({ scores }) => scores),
    asked: asked.length,
    ...(environment === undefined ? {} : { environment }),
    work: {
      cells: {
        stored: resting.filter((cell) => !isComputed(cell)).map(({ scores }) => scoresName(scores)),
        computed: resting.filter(isComputed).map(({ scores }) => scoresName(scores)),
      },
      tokens: { needed: sum('needed'), computed: sum('computed'), naive: sum('naive') },
      warnings: records.flatMap(({ warnings }) => warnings),
    },
  }
}

async function environmentOf(
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
