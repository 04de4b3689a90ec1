import type { Checkpoint, Layer, Linear, Norm } from '../checkpoint/checkpoint.ts'
import { createGraph } from '../graph/graph.ts'
import type { Graph, GraphBuilder } from '../graph/graph.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { naiveActivation, naiveCap, naiveLinear, naiveNorm } from './naiveParts.ts'
import { inverseFrequencies, ropeGain, stretchedFrequencies } from '../checkpoint/rope.ts'
import type { Rope } from '../checkpoint/rope.ts'

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
  const maybe = (x: string, norm: Norm | undefined): string => (norm === undefined ? x : naiveNorm(g, config, x, norm))
  let x = g.op('Gather', [g.weight(model.embedding), ids])
  if (config.architecture.scaledEmbedding) x = g.op('Mul', [x, g.op('Sqrt', [g.float(config.hidden)])])
  if (model.positions !== undefined) x = g.op('Add', [x, g.op('Gather', [g.weight(model.positions), position])])
  model.layers.forEach((layer, l) => {
    const mixed = attention(g, config, { layer, l, position }, maybe(x, layer.attentionNorm))
    const attended = g.op('Add', [x, maybe(naiveLinear(g, mixed, layer.output), layer.attentionPostNorm)])
    const read = maybe(config.parallel ? x : attended, layer.mlpNorm)
    const rising = naiveLinear(g, read, layer.up)
    const active =
      layer.gate === undefined
        ? naiveActivation(g, rising, config.activation)
        : g.op('Mul', [naiveActivation(g, naiveLinear(g, read, layer.gate), config.activation), rising])
    x = g.op('Add', [attended, maybe(naiveLinear(g, active, layer.down), layer.mlpPostNorm)])
  })
  const last = naiveLinear(g, naiveNorm(g, config, x, model.finalNorm), model.head)
  g.output('logits', naiveCap(g, last, config.logitCap), 'float', ['N', config.vocabulary])
  return g.graph
}

function attention(
  g: GraphBuilder,
  config: ModelConfig,
  { layer, l, position }: { layer: Layer; l: number; position: string },
  seen: string,
): string {
  const { heads, kvHeads, headDim } = config
  const { rope = 'none', window } = config.attention[l] ?? {}
  // A norm over the row comes before the heads are taken apart, one over the head after.
  const byRow = config.architecture.queryKeyNorm === 'row'
  const separate = (linear: Linear, count: number, norm?: Norm): string => {
    const row = naiveLinear(g, seen, linear)
    if (norm === undefined) return split(g, row, count, headDim)
    if (byRow) return split(g, naiveNorm(g, config, row, norm), count, headDim)
    return naiveNorm(g, config, split(g, row, count, headDim), norm)
  }
  const turn = (x: string): string => (rope === 'none' ? x : rotate(g, x, { rope, headDim, position }))
  const groups = heads / kvHeads
  const query = turn(separate(layer.query, heads, layer.queryNorm))
  const key = repeat(g, turn(separate(layer.key, kvHeads, layer.keyNorm)), groups)
  const value = repeat(g, separate(layer.value, kvHeads), groups)
  const products = g.op('MatMul', [query, g.op('Transpose', [key], { perm: [0, 2, 1] })])
  const scaled =
    config.attentionScale === undefined
      ? g.op('Div', [products, g.float(Math.sqrt(headDim))])
      : g.op('Mul', [products, g.float(config.attentionScale)])
  const masked = g.op('Add', [naiveCap(g, scaled, config.attentionCap), causalMask(g, position, window)])
  const mixed = g.op('MatMul', [g.op('Softmax', [masked], { axis: -1 }), value])
  return g.op('Reshape', [g.op('Transpose', [mixed], { perm: [1, 0, 2] }), g.long([-1, heads * headDim])])
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

/** Turns the pairs (i, i + rope.width / 2) of every head by position times frequency; what lies beyond the rope's width stays. */
function rotate(
  g: GraphBuilder,
  x: string,
  { rope, headDim, position }: { rope: Rope; headDim: number; position: string },
): string {
  const twice = (frequencies: readonly number[]): string => g.float([...frequencies, ...frequencies], [1, rope.width])
  const short = twice(inverseFrequencies(rope))
  const length = g.op('Squeeze', [g.op('Shape', [position])])
  const frequencies =
    rope.kind === 'longrope'
      ? g.op('Where', [g.op('Greater', [length, g.long(rope.original)]), twice(stretchedFrequencies(rope)), short])
      : short
  const column = g.op('Unsqueeze', [g.op('Cast', [position], { to: 1 }), g.long([1])])
  const angles = g.op('Mul', [column, frequencies])
  const cut = (from: number, to: number): string => g.op('Slice', [x, g.long([from]), g.long([to]), g.long([2])])
  const half = rope.width / 2
  const turning = rope.width === headDim ? x : cut(0, rope.width)
  const crossed = g.op('Concat', [g.op('Neg', [cut(half, rope.width)]), cut(0, half)], { axis: 2 })
  const sum = g.op('Add', [
    g.op('Mul', [turning, g.op('Cos', [angles])]),
    g.op('Mul', [crossed, g.op('Sin', [angles])]),
  ])
  const gain = ropeGain(rope)
  const turned = gain === 1 ? sum : g.op('Mul', [sum, g.float(gain)])
  return rope.width === headDim ? turned : g.op('Concat', [turned, cut(rope.width, headDim)], { axis: 2 })
}

/** [N, N]: 0 where the column is not later than the row, nor as far back as the window is wide. */
function causalMask(g: GraphBuilder, position: string, window: number | undefined): string {
  const rows = g.op('Unsqueeze', [position, g.long([1])])
  const past = g.op('LessOrEqual', [position, rows])
  const far = window === undefined ? past : g.op('Greater', [position, g.op('Sub', [rows, g.int(window)])])
  return g.op('Where', [g.op('And', [past, far]), g.float(0), g.float(-1e30)])
}
