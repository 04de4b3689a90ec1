import { capped } from './decoder.ts'
import type { Attributes, GraphBuilder } from './graph.ts'

/**
 * Attention (opset 23) with a cache: query [B, N, heads * d], key and value [B, N, kvHeads * d], mask [N, T], past [B, kvHeads, P, d] → mixed
 * values [B, N, heads * d], and keys and values of all T columns. Query heads that share a key lie together, so they are rows of one product.
 */
export function attentionInProducts(g: GraphBuilder, inputs: readonly string[], attributes: Attributes): string[] {
  const [query = '', key = '', value = '', mask = '', pastKey = '', pastValue = ''] = inputs
  const heads = whole(attributes, 'q_num_heads')
  const kvHeads = whole(attributes, 'kv_num_heads')
  const keys = g.op('Concat', [pastKey, byHead(g, key, kvHeads)], { axis: 2 })
  const values = g.op('Concat', [pastValue, byHead(g, value, kvHeads)], { axis: 2 })
  const scaled = g.op('Mul', [byHead(g, query, heads), g.float(float(attributes, 'scale'))])
  const across = (x: string, groups: number): string => g.op('Reshape', [x, g.long([0, groups, -1, 0])])
  const products = g.op('MatMul', [across(scaled, kvHeads), g.op('Transpose', [keys], { perm: [0, 1, 3, 2] })])
  const bounded = attributes['softcap'] === undefined ? products : capped(g, products, float(attributes, 'softcap'))
  const weights = g.op('Softmax', [g.op('Add', [across(bounded, heads), mask])], { axis: -1 })
  const mixed = across(g.op('MatMul', [across(weights, kvHeads), values]), heads)
  return [g.op('Reshape', [g.op('Transpose', [mixed], { perm: [0, 2, 1, 3] }), g.long([0, 0, -1])]), keys, values]
}

/** [B, N, heads * d] → [B, heads, N, d] */
function byHead(g: GraphBuilder, x: string, heads: number): string {
  return g.op('Transpose', [g.op('Reshape', [x, g.long([0, 0, heads, -1])])], { perm: [0, 2, 1, 3] })
}

/** Less the highest, so that no exponential overflows. */
export function logSoftmaxInParts(g: GraphBuilder, [x = '']: readonly string[]): string[] {
  const axes = g.long([-1])
  const below = g.op('Sub', [x, g.op('ReduceMax', [x, axes], { keepdims: 1 })])
  const sum = g.op('ReduceSum', [g.op('Exp', [below]), axes], { keepdims: 1 })
  return [g.op('Sub', [below, g.op('Log', [sum])])]
}

/** With a column of zeros, so that there is always one; the values get theirs once, outside of the body. */
export function weightedSumPadded(g: GraphBuilder, [weights = '', values = '']: readonly string[]): string[] {
  const padded = (at: GraphBuilder, x: string, axis: number): string =>
    at.op('Pad', [x, at.long([0, 1]), at.float(0), at.long([axis])])
  return [g.op('MatMul', [padded(g, weights, -1), padded(g.root(), values, -2)])]
}

/** Rotary embedding (opset 23) by the contributed operator, which looks row i of one long sequence up at place i of a table. */
export function contributedRotaryEmbedding(
  g: GraphBuilder,
  [x = '', cos = '', sin = '']: readonly string[],
  attributes: Attributes,
): string[] {
  const table = (angles: string): string => g.op('Flatten', [angles], { axis: 2 })
  const rows = g.op('Reshape', [x, g.long([1, -1, 0])])
  const turned = g.op('com.microsoft:RotaryEmbedding', [rows, g.long([0]), table(cos), table(sin)], attributes)
  return [g.op('Reshape', [turned, g.op('Shape', [x])])]
}

function whole(attributes: Attributes, name: string): number {
  const value = attributes[name]
  if (typeof value !== 'number')
    throw new Error(`the attribute ${name} must be a whole number: this is a fault of the engine`)
  return value
}

function float(attributes: Attributes, name: string): number {
  const value = attributes[name]
  if (typeof value === 'object' && 'float' in value) return value.float
  throw new Error(`the attribute ${name} must be a float: this is a fault of the engine`)
}
