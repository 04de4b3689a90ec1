import { capped } from './decoder.ts'
import type { GraphBuilder } from './graph.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'

/** Keys lie with their columns last: a product with one row is fastest so. Of a trunk [kvHeads, headDim, S] and [kvHeads, S, headDim], of rows with G after the heads. */
export interface Columns {
  key: string
  value: string
}

/** What of visibility does not change from step to step. */
export interface OuterMasks {
  /** Position of each row's fed token in the first step, [G]. */
  positions: string
  /** S and P, as lists of one. */
  trunk: string
  past: string
  /** Whether a row has the past column, [G, P]. */
  owned: string
  /** The same, to be added to products: [G, 1, P] of 0 or -1e30. */
  mask: string
  /** Shapes of the trunk's products: [kvHeads, G * groups, S] as they are computed, [kvHeads, G, groups, S] as they are joined with the others. */
  trunkTogether: string
  trunkApart: string
}

/** `lengths`: how many past columns of each row are its own, [G]; a row's positions go from the trunk on. */
export function outerMasks(g: GraphBuilder, { heads, kvHeads }: ModelConfig, lengths: string): OuterMasks {
  const groups = heads / kvHeads
  const rows = g.op('Shape', [lengths])
  const shape = (sizes: readonly string[]): string => g.op('Concat', [g.long([kvHeads]), ...sizes], { axis: 0 })
  const size = (input: string, axis: number): string => g.op('Gather', [g.op('Shape', [input]), g.long([axis])])
  const [trunk, past] = [size('trunkKey0', 1), size('pastKey0', 2)]
  const columns = g.op('Range', [g.int(0), scalar(g, past), g.int(1)])
  const owned = g.op('Less', [columns, g.op('Unsqueeze', [lengths, g.long([1])])])
  return {
    positions: g.op('Add', [lengths, scalar(g, trunk)]),
    trunk,
    past,
    owned,
    mask: added(g, owned),
    trunkTogether: shape([g.op('Mul', [rows, g.long([groups])]), trunk]),
    trunkApart: shape([rows, g.long([groups]), trunk]),
  }
}

function scalar(g: GraphBuilder, list: string): string {
  return g.op('Cast', [g.op('Squeeze', [list])], { to: 6 })
}

function added(g: GraphBuilder, seen: string): string {
  return g.op('Where', [g.op('Unsqueeze', [seen, g.long([1])]), g.float(0), g.float(-1e30)])
}

/** What is added to the products of one step, where anything is; and the widths of the three parts. */
export interface StepMasks extends Pick<OuterMasks, 'trunkTogether' | 'trunkApart'> {
  trunk?: string
  past: string
  now?: string
  widths: string
}

export function stepMasks(
  g: GraphBuilder,
  outer: OuterMasks,
  { step, positions, window }: { step: string; positions: string; window: number | undefined },
): StepMasks {
  const now = g.op('Unsqueeze', [g.op('Add', [step, g.long(1)]), g.long([0])])
  const { trunkTogether, trunkApart } = outer
  const same = { trunkTogether, trunkApart, widths: g.op('Concat', [outer.trunk, outer.past, now], { axis: 0 }) }
  if (window === undefined) return { past: outer.mask, ...same }
  const row = g.op('Unsqueeze', [positions, g.long([1])])
  const near = (from: string, end: string): string => {
    const columns = g.op('Range', [from, end, g.int(1)])
    return g.op('Less', [g.op('Sub', [row, columns]), g.int(window)])
  }
  const trunk = scalar(g, outer.trunk)
  const end = g.op('Add', [trunk, scalar(g, outer.past)])
  const back = g.op('Sub', [step, g.op('Range', [g.long(0), g.op('Add', [step, g.long(1)]), g.long(1)])])
  return {
    trunk: added(g, near(g.int(0), trunk)),
    past: added(g, g.op('And', [outer.owned, near(trunk, end)])),
    now: g.op('Where', [g.op('Less', [back, g.long(window)]), g.float(0), g.float(-1e30)]),
    ...same,
  }
}

/**
 * One softmax over the columns of trunk, past and this run, each multiplied where they lie: joining them, as the Attention operator does, would
 * copy the past at every step, which costs more than the rest of the step. The trunk's products are one matrix product a head, over all rows.
 * Query [G, 1, heads * headDim] → [G, heads * headDim].
 */
export function attend(
  g: GraphBuilder,
  { heads, kvHeads, headDim, attentionScale, attentionCap }: ModelConfig,
  query: string,
  { trunk, past, now }: { trunk: Columns; past: Columns; now: Columns },
  masks: StepMasks,
): string {
  const groups = heads / kvHeads
  const scaled = g.op('Mul', [query, g.float(attentionScale ?? 1 / Math.sqrt(headDim))])
  const separate = g.op('Reshape', [scaled, g.long([-1, kvHeads, groups, headDim])])
  const rows = g.op('Transpose', [separate], { perm: [1, 0, 2, 3] })
  const joined = (x: string, shape: string): string => g.op('Reshape', [x, shape], { allowzero: 1 })
  const seen = (products: string, mask: string | undefined): string => {
    const bounded = capped(g, products, attentionCap)
    return mask === undefined ? bounded : g.op('Add', [bounded, mask])
  }
  const together = joined(rows, g.long([kvHeads, -1, headDim]))
  const products = g.op(
    'Concat',
    [
      seen(joined(g.op('MatMul', [together, trunk.key]), masks.trunkApart), masks.trunk),
      seen(g.op('MatMul', [rows, past.key]), masks.past),
      seen(g.op('MatMul', [rows, now.key]), masks.now),
    ],
    { axis: 3 },
  )
  const weights = g.op('Softmax', [products], { axis: 3 })
  const [ofTrunk = '', ofPast = '', ofNow = ''] = g.ops('Split', [weights, masks.widths], 3, { axis: 3 })
  const fromTrunk = g.op('kshot:WeightedSum', [joined(ofTrunk, masks.trunkTogether), trunk.value])
  const mixed = g.op('Add', [
    joined(fromTrunk, g.long([kvHeads, -1, groups, headDim])),
    g.op('Add', [g.op('kshot:WeightedSum', [ofPast, past.value]), g.op('MatMul', [ofNow, now.value])]),
  ])
  return g.op('Reshape', [g.op('Transpose', [mixed], { perm: [1, 0, 2, 3] }), g.long([-1, heads * headDim])])
}

/** Turns keys' columns last, or back. */
export function transposed(g: GraphBuilder, x: string): string {
  return g.op('Transpose', [x], { perm: [0, 1, 3, 2] })
}
