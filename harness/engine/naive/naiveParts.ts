import type { Activation } from '../checkpoint/architecture.ts'
import type { Linear, Norm } from '../checkpoint/checkpoint.ts'
import type { GraphBuilder } from '../graph/graph.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'

/** x times W + scale * B A, transposed, plus the bias; of a matrix that holds several layers all are computed and one is kept. */
export function naiveLinear(g: GraphBuilder, x: string, { weight, transposed, bias, change, part }: Linear): string {
  const flipped = (matrix: string): string => g.op('Transpose', [matrix], { perm: [1, 0] })
  const stored = g.weight(weight)
  const plain = g.op('MatMul', [x, transposed === true ? stored : flipped(stored)])
  const biased = bias === undefined ? plain : g.op('Add', [plain, g.weight(bias)])
  const adapted = (): string => {
    if (change === undefined) return biased
    const inner = g.op('MatMul', [x, flipped(g.weight(change.down))])
    const outer = g.op('MatMul', [inner, flipped(g.weight(change.up))])
    return g.op('Add', [biased, g.op('Mul', [outer, g.float(change.scale)])])
  }
  const all = adapted()
  if (part === undefined) return all
  const { groups, size, start, end } = part
  const columns = Array.from({ length: groups * size }, (_, i) => i).filter((i) => i % size >= start && i % size < end)
  return g.op('Gather', [all, g.long(columns)], { axis: 1 })
}

/** Over the last axis. */
export function naiveNorm(g: GraphBuilder, config: ModelConfig, x: string, { gain, bias }: Norm): string {
  const { norm, gainOffset } = config.architecture
  const mean = (values: string): string => g.op('ReduceMean', [values, g.long([-1])])
  const centred = norm === 'layer' ? g.op('Sub', [x, mean(x)]) : x
  const power = mean(g.op('Mul', [centred, centred]))
  const root = g.op('Sqrt', [g.op('Add', [power, g.float(config.normEpsilon)])])
  const stored = g.weight(gain)
  const factor = gainOffset === 0 ? stored : g.op('Add', [stored, g.float(gainOffset)])
  const scaled = g.op('Mul', [g.op('Div', [centred, root]), factor])
  return bias === undefined ? scaled : g.op('Add', [scaled, g.weight(bias)])
}

/** `cap * tanh(x / cap)`, or x itself. What is infinite or no number before the cap is no number after it. */
export function naiveCap(g: GraphBuilder, x: string, cap: number | undefined): string {
  if (cap === undefined) return x
  const bounded = g.op('Mul', [g.float(cap), g.op('Tanh', [g.op('Mul', [x, g.float(1 / cap)])])])
  return g.op('Add', [bounded, g.op('Mul', [x, g.float(0)])])
}

export function naiveActivation(g: GraphBuilder, x: string, activation: Activation): string {
  const halfOfOnePlus = (y: string): string => g.op('Mul', [g.op('Add', [y, g.float(1)]), g.float(0.5)])
  switch (activation) {
    case 'silu':
      return g.op('Mul', [x, g.op('Sigmoid', [x])])
    case 'gelu':
      return g.op('Mul', [x, halfOfOnePlus(g.op('Erf', [g.op('Div', [x, g.float(Math.SQRT2)])]))])
    case 'gelu-tanh': {
      const cube = g.op('Mul', [g.op('Mul', [x, x]), x])
      const bent = g.op('Add', [x, g.op('Mul', [cube, g.float(0.044715)])])
      return g.op('Mul', [x, halfOfOnePlus(g.op('Tanh', [g.op('Mul', [bent, g.float(Math.sqrt(2 / Math.PI))])]))])
    }
    case 'relu':
      return g.op('Max', [x, g.float(0)])
  }
}
