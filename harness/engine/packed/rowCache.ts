import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import type { NodeCache } from './nodeCache.ts'
import { cacheInputs, cacheOutputs } from './pathCache.ts'
import type { Values } from '../session/session.ts'

/** Keys and values of the rows of a batch, by input name: [kvHeads, rows, most columns, headDim]; shorter rows are filled up behind. */
export interface RowCache {
  /** Columns of each row. */
  lengths: Int32Array
  columns: Record<string, Values>
}

/** Where the columns of a row come from: its place in the run before, or the nodes of a prompt. */
export type RowSource = { row: number } | { nodes: Int32Array }

/** The cache before the first run. */
export const noRows: RowCache = { lengths: new Int32Array(0), columns: {} }

/**
 * The cache of the rows of the next run: of those that go on the columns they had and those that the run returned, of those that begin the
 * nodes of their prompts.
 */
export function nextRows(
  config: ModelConfig,
  { before, fresh, nodes }: { before: RowCache; fresh: Record<string, Values>; nodes: NodeCache },
  rows: readonly RowSource[],
): RowCache {
  const { kvHeads, headDim } = config
  const inputs = cacheInputs(config)
  const steps = fresh[cacheOutputs(config)[0] ?? '']?.shape[2] ?? 0
  const lengths = Int32Array.from(rows, (row) =>
    'row' in row ? (before.lengths[row.row] ?? 0) + steps : row.nodes.length,
  )
  const width = lengths.reduce((most, length) => Math.max(most, length), 0)
  const columns = inputs.map((input, i) => {
    const data = new Float32Array(kvHeads * rows.length * width * headDim)
    const old = before.columns[input]
    const more = fresh[cacheOutputs(config)[i] ?? '']
    const [, oldRows = 0, oldWidth = 0] = old?.shape ?? []
    for (const [r, row] of rows.entries()) {
      for (let h = 0; h < kvHeads; h++) {
        const target = (h * rows.length + r) * width * headDim
        if ('nodes' in row) {
          nodes.copy(i, row.nodes, h, data, target)
          continue
        }
        const had = before.lengths[row.row] ?? 0
        const from = (h * oldRows + row.row) * headDim
        copy(old, from * oldWidth, had * headDim, data, target)
        copy(more, from * steps, steps * headDim, data, target + had * headDim)
      }
    }
    return [input, { data, shape: [kvHeads, rows.length, width, headDim] }] as const
  })
  return { lengths, columns: Object.fromEntries(columns) }
}

function copy(source: Values | undefined, start: number, length: number, target: Float32Array, at: number): void {
  if (source !== undefined) target.set(source.data.subarray(start, start + length), at)
}
