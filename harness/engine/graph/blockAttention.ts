import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import type { Attributes, GraphBuilder } from './graph.ts'
import { remembered } from './remembered.ts'

/** One layer's part of a pack of N rows and T columns, P of them of the path above it. */
export interface PackRows {
  /** [1, N, heads * headDim] */
  query: string
  /** [1, N, kvHeads * headDim] */
  key: string
  /** [1, N, kvHeads * headDim] */
  value: string
  /** Additive mask [N, T] in which no row sees a later one. */
  seen: string
  /** [1, kvHeads, P, headDim] */
  pastKey: string
  /** [1, kvHeads, P, headDim] */
  pastValue: string
}

export type Heads = Pick<ModelConfig, 'heads' | 'kvHeads' | 'headDim'>

/** More would multiply less and copy more. */
const blocks = 3

/**
 * Attention in blocks of a pack's rows, each multiplied with the columns up to its own end alone → rows [1, N, heads * headDim], and keys and values of all
 * columns, [1, kvHeads, T, headDim]. Heads that share keys and values are rows of one product, so that a block has enough of them. No digit
 * differs from attention in one piece, where the columns that are left out weigh 0; but one row with heads that share is multiplied otherwise.
 */
export function blockAttention(
  g: GraphBuilder,
  { heads, kvHeads, headDim }: Heads,
  attributes: Attributes,
): (rows: PackRows) => [mixed: string, keys: string, values: string] {
  const group = heads / kvHeads
  const reshape = (x: string, shape: readonly number[]): string => g.op('Reshape', [x, g.long(shape)])
  const transpose = (x: string, perm: readonly number[]): string => g.op('Transpose', [x], { perm })
  const cutOf = remembered((seen: string) => cut(g, seen, group))
  const withPast = (past: string, own: string): string =>
    g.op('Concat', [past, transpose(reshape(own, [1, -1, kvHeads, headDim]), [0, 2, 1, 3])], { axis: 2 })
  return ({ query, key, value, seen, pastKey, pastValue }) => {
    const { rows, parts } = cutOf(seen)
    const keys = withPast(pastKey, key)
    const values = withPast(pastValue, value)
    const queries = transpose(reshape(query, [-1, kvHeads, group, headDim]), [1, 2, 0, 3])
    const mixed = parts.map(({ mask, rowsOf, columnsOf }) => {
      const own = reshape(rowsOf(queries, 2), [1, kvHeads, -1, headDim])
      const block = g.op('Attention', [own, columnsOf(keys, 2), columnsOf(values, 2), mask], attributes)
      return reshape(block, [kvHeads, group, -1, headDim])
    })
    const each = slice(g, g.op('Concat', mixed, { axis: 2 }), 2, g.op('Neg', [rows]))
    return [reshape(transpose(each, [2, 0, 1, 3]), [1, -1, heads * headDim]), keys, values]
  }
}

/** Where a pack is cut. */
interface Cut {
  /** N, [1] */
  rows: string
  /** Of each block its mask, once for every head of a group, and what takes its own of a list of rows or columns. */
  parts: { mask: string; rowsOf: Take; columnsOf: Take }[]
}

type Take = (list: string, axis: number) => string

/**
 * As many rows in each block, and in the last what is left. The runtime multiplies a single row otherwise than several, so a pack that is too small for two in each is
 * all in the last block; the others, which may not be empty, repeat its first row.
 */
function cut(g: GraphBuilder, seen: string, group: number): Cut {
  const rows = g.op('Shape', [seen], { end: 1 })
  const path = g.op('Sub', [g.op('Shape', [seen], { start: 1 }), rows])
  const enough = g.op('Min', [g.op('Div', [rows, g.long([2 * blocks])]), g.long([1])])
  const even = g.op('Mul', [g.op('Div', [rows, g.long([blocks])]), enough])
  const parts = Array.from({ length: blocks }, (_, b) => {
    const start = g.op('Mul', [even, g.long([b])])
    const isLast = b === blocks - 1
    const end = isLast ? rows : g.op('Max', [g.op('Mul', [even, g.long([b + 1])]), g.long([1])])
    const rowsOf: Take = (list, axis) => slice(g, list, axis, start, end)
    const columnsOf: Take = isLast ? (list) => list : columnsUpTo(g, g.op('Add', [path, end]))
    const mask = columnsOf(rowsOf(seen, 0), 1)
    const ofGroup = Array.from({ length: group }, () => mask)
    return { mask: group === 1 ? mask : g.op('Concat', ofGroup, { axis: 0 }), rowsOf, columnsOf }
  })
  return { rows, parts }
}

function columnsUpTo(g: GraphBuilder, end: string): Take {
  return (list, axis) => slice(g, list, axis, g.long([0]), end)
}

/** All from `start` on unless told. */
function slice(g: GraphBuilder, list: string, axis: number, start: string, end = g.long([2 ** 31])): string {
  return g.op('Slice', [list, start, end, g.long([axis])])
}
