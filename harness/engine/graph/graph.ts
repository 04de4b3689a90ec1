import type { StoredTensor } from '../checkpoint/safetensors.ts'

/** An ONNX graph as data: what `encodeModel` writes. A value is known by its name. */
export interface Graph {
  /** Version of the standard's operators. */
  opset: number
  nodes: Node[]
  constants: Constant[]
  /** Initialisers whose bytes stay in their `.safetensors` file. */
  stored: Map<string, StoredTensor>
  inputs: Port[]
  outputs: Port[]
}

export interface Node {
  /** One outside the standard has its domain before it: `com.microsoft:QuickGelu`. */
  type: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: Attributes
}

/** Whole numbers are written as integers: a float attribute is wrapped. */
export type Attributes = Record<string, number | { float: number } | string | readonly number[] | Graph>

export type ElementType = 'float' | 'float16' | 'bfloat16' | 'int32' | 'int64' | 'bool'

export interface Port {
  name: string
  type: ElementType
  /** A name stands for a size that is known at run time. */
  shape: readonly (number | string)[]
}

export interface Constant {
  name: string
  type: 'float' | 'int32' | 'int64' | 'bool'
  shape: readonly number[]
  values: readonly number[]
}

/** Adds nodes to a graph, in an order that is already topological. Names are unique over a graph and its bodies. */
export interface GraphBuilder {
  graph: Graph
  input: (name: string, type: ElementType, shape: Port['shape']) => string
  output: (name: string, value: string, type: ElementType, shape: Port['shape']) => void
  /** An output without a name of its own, as bodies have them: their outputs go by place, and a renaming would copy the value each time round. */
  result: (value: string, type: ElementType, shape: Port['shape']) => void
  op: (type: string, inputs: readonly string[], attributes?: Attributes) => string
  /** An operator with several outputs; `''` skips an optional one. */
  ops: (type: string, inputs: readonly string[], outputs: number, attributes?: Attributes) => string[]
  float: (value: number | readonly number[], shape?: readonly number[]) => string
  int: (value: number | readonly number[], shape?: readonly number[]) => string
  /** Shapes, axes and trip counts must be 64-bit. */
  long: (value: number | readonly number[], shape?: readonly number[]) => string
  bool: (value: boolean) => string
  /** A stored tensor as 32-bit float. */
  weight: (tensor: StoredTensor) => string
  /** A builder for the body of a `Loop`, which sees every value of this graph. */
  body: () => GraphBuilder
  /** The builder of the outermost graph. Constant products belong there: in a body they might be computed every time round. */
  root: () => GraphBuilder
}

/** The operators that a device runs. */
export interface OperatorSet {
  /** Of the standard. A device may have an operator in an older version only. */
  version: number
  /** How to do without those that it lacks, by name. */
  expansions: Readonly<Record<string, Expansion>>
}

/** Writes an operator as others that compute the same: its inputs and attributes → its outputs. */
export type Expansion = (g: GraphBuilder, inputs: readonly string[], attributes: Attributes) => string[]

/**
 * What the CPU runs: every operator as it is. `kshot:WeightedSum`, of columns that may be none and lie outside of all bodies: weights [..., columns]
 * and values [..., columns, d] → [..., d], is a product of matrices.
 */
export const allOperators: OperatorSet = {
  version: 23,
  expansions: { 'kshot:WeightedSum': (g, inputs) => [g.op('MatMul', inputs)] },
}

export function createGraph(operators: OperatorSet = allOperators): GraphBuilder {
  return builder(operators, { next: 0 })
}

function builder(operators: OperatorSet, counter: { next: number }, root?: GraphBuilder): GraphBuilder {
  const graph: Graph = {
    opset: operators.version,
    nodes: [],
    constants: [],
    stored: new Map(),
    inputs: [],
    outputs: [],
  }
  const weights = new Map<StoredTensor, string>()
  const fresh = (): string => `v${counter.next++}`
  const ops: GraphBuilder['ops'] = (type, inputs, count, attributes = {}) => {
    const expansion = operators.expansions[type]
    if (expansion !== undefined) return expansion(self, inputs, attributes)
    const outputs = Array.from({ length: count }, fresh)
    graph.nodes.push({ type, inputs, outputs, attributes })
    return outputs
  }
  const op: GraphBuilder['op'] = (type, inputs, attributes) => ops(type, inputs, 1, attributes).join('')
  const constant =
    (type: Constant['type']) =>
    (value: number | readonly number[], shape?: readonly number[]): string => {
      const values = typeof value === 'number' ? [value] : value
      const name = fresh()
      graph.constants.push({ name, type, shape: shape ?? (typeof value === 'number' ? [] : [values.length]), values })
      return name
    }
  const self: GraphBuilder = {
    graph,
    input: (name, type, shape) => {
      graph.inputs.push({ name, type, shape })
      return name
    },
    output: (name, value, type, shape) => {
      graph.nodes.push({ type: 'Identity', inputs: [value], outputs: [name], attributes: {} })
      graph.outputs.push({ name, type, shape })
    },
    result: (value, type, shape) => {
      graph.outputs.push({ name: value, type, shape })
    },
    op,
    ops,
    float: constant('float'),
    int: constant('int32'),
    long: constant('int64'),
    bool: (value) => constant('bool')(value ? 1 : 0),
    weight: (tensor) => {
      if (root !== undefined) return root.weight(tensor)
      const known = weights.get(tensor)
      if (known !== undefined) return known
      const name = fresh()
      graph.stored.set(name, tensor)
      // Half-precision weights are widened once, when the session folds its constants.
      const value = tensor.type === 'F32' ? name : op('Cast', [name], { to: elementTypes.float })
      weights.set(tensor, value)
      return value
    },
    body: () => builder(operators, counter, root ?? self),
    root: () => root ?? self,
  }
  return self
}

/** Numbers of `TensorProto.DataType`. */
export const elementTypes = { float: 1, int32: 6, int64: 7, bool: 9, float16: 10, bfloat16: 16 } as const
