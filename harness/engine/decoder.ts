import type { Checkpoint, Linear } from './checkpoint.ts'
import type { GraphBuilder } from './graph.ts'
import { inverseFrequencies } from './rope.ts'

/** Attention over rows: query [rows, heads * headDim], key and value [rows, kvHeads * headDim] → [rows, heads * headDim]. */
export type Attend = (layer: number, query: string, key: string, value: string) => string

/** Adds every layer of a model to a graph: ids [rows] (int32) → hidden states [rows, hidden] before the last norm. */
export function decoder(g: GraphBuilder, model: Checkpoint, ids: string, attend: Attend): string {
  const { config } = model
  const epsilon = config.normEpsilon
  let x = g.op('Gather', [g.weight(model.embedding), ids], { axis: 0 })
  model.layers.forEach((layer, l) => {
    const seen = norm(g, x, g.weight(layer.attentionNorm), epsilon)
    const mixed = attend(l, linear(g, seen, layer.query), linear(g, seen, layer.key), linear(g, seen, layer.value))
    x = g.op('Add', [x, linear(g, mixed, layer.output)])
    const read = norm(g, x, g.weight(layer.mlpNorm), epsilon)
    // QuickGelu with alpha 1 is SiLU, in one kernel.
    const gate = g.op('QuickGelu', [linear(g, read, layer.gate)], { alpha: { float: 1 } })
    x = g.op('Add', [x, linear(g, g.op('Mul', [gate, linear(g, read, layer.up)]), layer.down)])
  })
  return x
}

/** Adds last norm and head: hidden states [rows, hidden] → logits [rows, vocabulary]. */
export function logits(g: GraphBuilder, model: Checkpoint, hidden: string): string {
  return linear(g, norm(g, hidden, g.weight(model.finalNorm), model.config.normEpsilon), model.head)
}

/** Sum of squares of each row of logits: finite exactly when every logit of the row is. */
export function finiteness(g: GraphBuilder, rows: string): string {
  return g.op('ReduceSumSquare', [rows, g.long([1])], { keepdims: 0 })
}

/** Arg-max of each row, int32; of equal logits the first. */
export function argmax(g: GraphBuilder, rows: string): string {
  return g.op('Cast', [g.op('ArgMax', [rows], { axis: 1, keepdims: 0 })], { to: 6 })
}

/** Cosines and sines of rotary positions [rows] (int32), each [rows, headDim / 2]. Computed from frequencies, so no longest length. */
export function rotary(g: GraphBuilder, model: Checkpoint, positions: string): { cos: string; sin: string } {
  const frequencies = inverseFrequencies(model.config.rope, model.config.headDim)
  const column = g.op('Unsqueeze', [g.op('Cast', [positions], { to: 1 }), g.long([1])])
  const angles = g.op('Mul', [column, g.float(frequencies, [1, frequencies.length])])
  return { cos: g.op('Cos', [angles]), sin: g.op('Sin', [angles]) }
}

function linear(g: GraphBuilder, x: string, layer: Linear): string {
  const inputs = [x, matrix(g.root(), layer), ...(layer.bias === undefined ? [] : [g.weight(layer.bias)])]
  return g.op('Gemm', inputs, { transB: 1 })
}

/** The adapter is added to the weight, and the sum is folded when the session is made: an adapted model runs as fast as its base. */
function matrix(g: GraphBuilder, { weight, change }: Linear): string {
  if (change === undefined) return g.weight(weight)
  const product = g.op('MatMul', [g.weight(change.up), g.weight(change.down)])
  return g.op('Add', [g.weight(weight), g.op('Mul', [product, g.float(change.scale)])])
}

function norm(g: GraphBuilder, x: string, gain: string, epsilon: number): string {
  return g.op('SimplifiedLayerNormalization', [x, gain], { axis: -1, epsilon: { float: epsilon }, stash_type: 1 })
}
