import type { Activation } from '../checkpoint/architecture.ts'
import type { Checkpoint, Layer, Linear, Norm, Part } from '../checkpoint/checkpoint.ts'
import { elementTypes } from './graph.ts'
import type { GraphBuilder } from './graph.ts'
import { allLayers } from '../checkpoint/modelConfig.ts'
import type { LayerRange, ModelConfig } from '../checkpoint/modelConfig.ts'
import { inverseFrequencies, ropeGain, stretchedFrequencies } from '../checkpoint/rope.ts'
import type { Rope } from '../checkpoint/rope.ts'

/** Attention over rows: query [rows, heads * headDim], key and value [rows, kvHeads * headDim] → [rows, heads * headDim]; in the last layer the query may have fewer rows. */
export type Attend = (layer: number, query: string, key: string, value: string) => string

/** What the layers read. */
interface Rows {
  /** [rows], int32 */
  positions: string
  /** Token ids [rows] (int32), or what the layers below made of them, [rows, hidden]. */
  from: { ids: string } | { hidden: string }
  /** A list of rows: only theirs come back from the last layer of the model, which computes keys and values alone of all others. */
  asked?: string
}

/** Adds layers of a model to a graph, all unless told: rows → hidden states [rows, hidden], after the last layer those before the last norm. */
export function decoder(
  g: GraphBuilder,
  model: Checkpoint,
  { positions, from, asked }: Rows,
  attend: Attend,
  layers: LayerRange = allLayers(model.config),
): string {
  const { config } = model
  let x = 'ids' in from ? embed(g, model, from.ids, positions) : from.hidden
  model.layers.slice(layers.begin, layers.end).forEach((layer, place) => {
    const l = layers.begin + place
    const isLast = l === model.layers.length - 1
    const leaving = (rows: string): string =>
      isLast && asked !== undefined ? g.op('Gather', [rows, asked], { axis: 0 }) : rows
    const attention = (input: string): string => {
      const seen = normed(g, config, input, layer.attentionNorm)
      const query = headsNormed(g, config, linear(g, leaving(seen), layer.query), layer.queryNorm)
      const key = headsNormed(g, config, linear(g, seen, layer.key), layer.keyNorm)
      const value = linear(g, seen, layer.value)
      const mixed =
        config.attentionCap === undefined
          ? attend(l, query, key, value)
          : spoiltBy(g, attend(l, query, key, spoiltBy(g, value, key)), query)
      return normed(g, config, linear(g, mixed, layer.output), layer.attentionPostNorm)
    }
    const mlp = (input: string): string => {
      const read = normed(g, config, input, layer.mlpNorm)
      return normed(g, config, linear(g, inner(g, config, read, layer), layer.down), layer.mlpPostNorm)
    }
    const mixed = attention(x)
    x = leaving(x)
    if (config.parallel) {
      x = g.op('Add', [g.op('Add', [mlp(x), mixed]), x])
    } else {
      x = g.op('Add', [x, mixed])
      x = g.op('Add', [x, mlp(x)])
    }
  })
  return x
}

/** What the head makes of rows: `scores` [rows, vocabulary], and of each row a number that is finite exactly when its logits are. */
export interface Logits {
  scores: string
  finite: string
}

/** Adds last norm and head: hidden states [rows, hidden] → logits. */
export function logits(g: GraphBuilder, model: Checkpoint, hidden: string): Logits {
  const { config } = model
  const rows = linear(g, normed(g, config, hidden, model.finalNorm), model.head)
  // A sum over a vocabulary is too much for 16 bits; with 32 the session drops the cast.
  const plain = g.op('Cast', [rows], { to: elementTypes.float })
  // A cap makes any number of infinity, so it is judged before.
  return { scores: capped(g, plain, config.logitCap), finite: squares(g, plain) }
}

/** Bounds values smoothly: `cap * tanh(x / cap)`. */
export function capped(g: GraphBuilder, x: string, cap: number | undefined): string {
  if (cap === undefined) return x
  return g.op('Mul', [g.op('Tanh', [g.op('Div', [x, g.float(cap)])]), g.float(cap)])
}

/** Sum of squares of each row. */
function squares(g: GraphBuilder, rows: string, keepdims: 0 | 1 = 0): string {
  return g.op('ReduceSumSquare', [rows, g.long([1])], { keepdims })
}

/** Arg-max of each row, int32; of equal logits the first. */
export function argmax(g: GraphBuilder, rows: string): string {
  return g.op('Cast', [g.op('ArgMax', [rows], { axis: 1, keepdims: 0 })], { to: 6 })
}

/** Cosines and sines of rotary positions [rows] (int32), each [rows, rope.width / 2]. Computed from frequencies, so no longest length. */
export function rotary(g: GraphBuilder, rope: Rope, positions: string): { cos: string; sin: string } {
  const row = (frequencies: readonly number[]): string => g.float(frequencies, [1, frequencies.length])
  const short = row(inverseFrequencies(rope))
  const frequencies =
    rope.kind === 'longrope' ? g.op('Where', [isStretched(g), row(stretchedFrequencies(rope)), short]) : short
  const column = g.op('Unsqueeze', [g.op('Cast', [positions], { to: 1 }), g.long([1])])
  const angles = g.op('Mul', [column, frequencies])
  const gain = ropeGain(rope)
  const scaled = (x: string): string => (gain === 1 ? x : g.op('Mul', [x, g.float(gain)]))
  return { cos: scaled(g.op('Cos', [angles])), sin: scaled(g.op('Sin', [angles])) }
}

/** The input `stretched` [] (int32) of a graph whose angles depend on it: 1 when its sequences are longer than the original length, else 0. */
function isStretched(g: GraphBuilder): string {
  const root = g.root()
  const known = root.graph.inputs.some(({ name }) => name === 'stretched')
  return g.op('Cast', [known ? 'stretched' : root.input('stretched', 'int32', [])], { to: 9 })
}

/**
 * `x`, but no number in rows whose `source` is infinite or none: the cap of the products would hide it. Where the squares of queries and keys have
 * finite sums their products are finite too.
 */
function spoiltBy(g: GraphBuilder, x: string, source: string): string {
  return g.op('Add', [x, g.op('Mul', [squares(g, source, 1), g.float(0)])])
}

function embed(g: GraphBuilder, { config, ...model }: Checkpoint, ids: string, positions: string): string {
  const words = g.op('Gather', [g.weight(model.embedding), ids], { axis: 0 })
  const scaled = config.architecture.scaledEmbedding ? g.op('Mul', [words, g.float(Math.sqrt(config.hidden))]) : words
  if (model.positions === undefined) return scaled
  return g.op('Add', [scaled, g.op('Gather', [g.weight(model.positions), positions], { axis: 0 })])
}

/** What the MLP's last matrix reads. */
function inner(g: GraphBuilder, config: ModelConfig, x: string, { gate, up }: Layer): string {
  if (gate === undefined) return activate(g, linear(g, x, up), config.activation)
  return g.op('Mul', [activate(g, linear(g, x, gate), config.activation), linear(g, x, up)])
}

function activate(g: GraphBuilder, x: string, activation: Activation): string {
  switch (activation) {
    case 'silu':
      // QuickGelu with alpha 1 is SiLU, in one kernel.
      return g.op('com.microsoft:QuickGelu', [x], { alpha: { float: 1 } })
    case 'gelu':
      return g.op('Gelu', [x])
    case 'gelu-tanh':
      return g.op('Gelu', [x], { approximate: 'tanh' })
    case 'relu':
      return g.op('Relu', [x])
  }
}

function linear(g: GraphBuilder, x: string, layer: Linear): string {
  const { bias, part, slot } = layer
  const biases = bias === undefined ? [] : [partOf(g.root(), g.weight(bias), part, [])]
  const plain = g.op('Gemm', [x, matrix(g.root(), layer), ...biases], { transB: 1 })
  return slot === undefined ? plain : changed(g, x, plain, layer, slot)
}

/** Adds the change that is fed to each run. */
function changed(
  g: GraphBuilder,
  x: string,
  plain: string,
  { weight, transposed, part }: Linear,
  slot: string,
): string {
  const [rows = 0, columns = 0] = weight.shape
  const [all, into] = transposed === true ? [columns, rows] : [rows, columns]
  const out = part === undefined ? all : part.groups * (part.end - part.start)
  const down = g.root().input(`down.${slot}`, 'float', [`rank.${slot}`, into])
  const up = g.root().input(`up.${slot}`, 'float', [out, `rank.${slot}`])
  return g.op('Gemm', [g.op('Gemm', [x, down], { transB: 1 }), up, plain], { transB: 1 })
}

/** All of it is folded when the session is made: an adapted, packed or transposed weight runs as fast as a plain one. */
function matrix(g: GraphBuilder, { weight, transposed, change, part }: Linear): string {
  const stored = g.weight(weight)
  const upright = transposed === true ? g.op('Transpose', [stored], { perm: [1, 0] }) : stored
  return partOf(g, change === undefined ? upright : adapted(g, upright, change), part, [
    weight.shape[transposed === true ? 0 : 1] ?? 0,
  ])
}

function adapted(g: GraphBuilder, weight: string, change: NonNullable<Linear['change']>): string {
  const product = g.op('MatMul', [g.weight(change.up), g.weight(change.down)])
  return g.op('Add', [weight, g.op('Mul', [product, g.float(change.scale)])])
}

/** The rows of one layer out of a tensor that holds several, [rows, ...rest]. */
function partOf(g: GraphBuilder, x: string, part: Part | undefined, rest: readonly number[]): string {
  if (part === undefined) return x
  const runs = g.op('Reshape', [x, g.long([part.groups, part.size, ...rest])])
  const cut = g.op('Slice', [runs, g.long([part.start]), g.long([part.end]), g.long([1])])
  return g.op('Reshape', [cut, g.long([-1, ...rest])])
}

/** Norms queries or keys, [rows, heads * headDim], as the family does. */
function headsNormed(g: GraphBuilder, config: ModelConfig, x: string, norm: Norm | undefined): string {
  if (norm === undefined || config.architecture.queryKeyNorm === 'row') return normed(g, config, x, norm)
  const heads = g.op('Reshape', [x, g.long([0, -1, config.headDim])])
  return g.op('Reshape', [normed(g, config, heads, norm), g.long([0, -1])])
}

function normed(g: GraphBuilder, config: ModelConfig, x: string, norm: Norm | undefined): string {
  if (norm === undefined) return x
  const attributes = { axis: -1, epsilon: { float: config.normEpsilon }, stash_type: 1 }
  const stored = g.weight(norm.gain)
  const root = g.root()
  const { gainOffset } = config.architecture
  const gain = gainOffset === 0 ? stored : root.op('Add', [stored, root.float(gainOffset)])
  if (norm.bias === undefined) return g.op('SimplifiedLayerNormalization', [x, gain], attributes)
  return g.op('LayerNormalization', [x, gain, g.weight(norm.bias)], attributes)
}
