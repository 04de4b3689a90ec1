import type { Checkpoint, Linear } from './checkpoint.ts'
import { createGraph } from './graph.ts'
import type { Graph, GraphBuilder } from './graph.ts'
import { inverseFrequencies } from './rope.ts'

/**
 * The oracle's graph: `ids` [N] (int32) → `logits` [N, vocabulary]. It is written from the model's definition in the plainest operators and
 * shares no graph code with the fast engine, so that a mistake in either shows.
 */
export function naiveGraph(model: Checkpoint): Graph {
  const g = createGraph()
  const { config } = model
  const ids = g.input('ids', 'int32', ['N'])
  const length = g.op('Cast', [g.op('Squeeze', [g.op('Shape', [ids])])], { to: 6 })
  const position = g.op('Range', [g.int(0), length, g.int(1)])
  const turn = rotation(g, model, position)
  const mask = causalMask(g, position)
  let x = g.op('Gather', [g.weight(model.embedding), ids])
  for (const layer of model.layers) {
    const seen = norm(g, x, g.weight(layer.attentionNorm), config.normEpsilon)
    const heads = (linear: Linear, count: number): string => split(g, apply(g, seen, linear), count, config.headDim)
    const groups = config.heads / config.kvHeads
    const query = turn(heads(layer.query, config.heads))
    const key = repeat(g, turn(heads(layer.key, config.kvHeads)), groups)
    const value = repeat(g, heads(layer.value, config.kvHeads), groups)
    const products = g.op('MatMul', [query, g.op('Transpose', [key], { perm: [0, 2, 1] })])
    const scaled = g.op('Add', [g.op('Div', [products, g.float(Math.sqrt(config.headDim))]), mask])
    const mixed = g.op('Transpose', [g.op('MatMul', [g.op('Softmax', [scaled], { axis: -1 }), value])], {
      perm: [1, 0, 2],
    })
    const joined = g.op('Reshape', [mixed, g.long([-1, config.heads * config.headDim])])
    x = g.op('Add', [x, apply(g, joined, layer.output)])
    const read = norm(g, x, g.weight(layer.mlpNorm), config.normEpsilon)
    const gate = apply(g, read, layer.gate)
    const active = g.op('Mul', [g.op('Mul', [gate, g.op('Sigmoid', [gate])]), apply(g, read, layer.up)])
    x = g.op('Add', [x, apply(g, active, layer.down)])
  }
  const logits = apply(g, norm(g, x, g.weight(model.finalNorm), config.normEpsilon), model.head)
  g.output('logits', logits, 'float', ['N', config.vocabulary])
  return g.graph
}

/** x times W + scale * B A, transposed, plus the bias. */
function apply(g: GraphBuilder, x: string, { weight, bias, change }: Linear): string {
  const transposed = (matrix: string): string => g.op('Transpose', [matrix], { perm: [1, 0] })
  const plain = g.op('MatMul', [x, transposed(g.weight(weight))])
  const biased = bias === undefined ? plain : g.op('Add', [plain, g.weight(bias)])
  if (change === undefined) return biased
  const inner = g.op('MatMul', [x, transposed(g.weight(change.down))])
  const outer = g.op('MatMul', [inner, transposed(g.weight(change.up))])
  return g.op('Add', [biased, g.op('Mul', [outer, g.float(change.scale)])])
}

function norm(g: GraphBuilder, x: string, gain: string, epsilon: number): string {
  const power = g.op('ReduceMean', [g.op('Mul', [x, x]), g.long([-1])])
  const root = g.op('Sqrt', [g.op('Add', [power, g.float(epsilon)])])
  return g.op('Mul', [g.op('Div', [x, root]), gain])
}

/** [N, count * width] → [count, N, width] */
function split(g: GraphBuilder, x: string, count: number, width: number): string {
  return g.op('Transpose', [g.op('Reshape', [x, g.long([-1, count, width])])], { perm: [1, 0, 2] })
}

/** Gives every query head its key-value head: head h of the result is head floor(h / times). */
function repeat(g: GraphBuilder, x: string, times: number): string {
  if (times === 1) return x
  const [heads, rows, width] = [g.long([0]), g.long([1]), g.long([2])]
  const shape = g.op('Shape', [x])
  const size = (axis: string): string => g.op('Gather', [shape, axis])
  const wide = g.op('Concat', [size(heads), g.long([times]), size(rows), size(width)], { axis: 0 })
  const flat = g.op('Concat', [g.long([-1]), size(rows), size(width)], { axis: 0 })
  return g.op('Reshape', [g.op('Expand', [g.op('Unsqueeze', [x, g.long([1])]), wide]), flat])
}

/** Turns the pairs (i, i + width / 2) of every head by position times frequency. */
function rotation(g: GraphBuilder, model: Checkpoint, position: string): (x: string) => string {
  const { rope, headDim } = model.config
  const frequencies = inverseFrequencies(rope, headDim)
  const column = g.op('Unsqueeze', [g.op('Cast', [position], { to: 1 }), g.long([1])])
  const angles = g.op('Mul', [column, g.float([...frequencies, ...frequencies], [1, headDim])])
  const [cos, sin] = [g.op('Cos', [angles]), g.op('Sin', [angles])]
  const half = headDim / 2
  return (x) => {
    const low = g.op('Slice', [x, g.long([0]), g.long([half]), g.long([2])])
    const high = g.op('Slice', [x, g.long([half]), g.long([headDim]), g.long([2])])
    const turned = g.op('Concat', [g.op('Neg', [high]), low], { axis: 2 })
    return g.op('Add', [g.op('Mul', [x, cos]), g.op('Mul', [turned, sin])])
  }
}

/** [N, N]: 0 where the column is not later than the row. */
function causalMask(g: GraphBuilder, position: string): string {
  const rows = g.op('Unsqueeze', [position, g.long([1])])
  return g.op('Where', [g.op('LessOrEqual', [position, rows]), g.float(0), g.float(-1e30)])
}
