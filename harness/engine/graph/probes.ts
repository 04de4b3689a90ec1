import type { Graph, Node } from './graph.ts'
import type { StoredTensor } from '../checkpoint/safetensors.ts'

/** A place in a graph where a stored tensor meets what was computed before: the output of a layer, an embedding or a norm. */
export interface Probe {
  /** What the node reads of the checkpoint, its matrix first. */
  tensors: StoredTensor[]
}

/** The graph with one output `sound` [probes] instead of its own: 0 where all values of a probe are finite, else not a number. Probes stand in the order of computation. */
export function withProbes(graph: Graph): { graph: Graph; probes: Probe[] } {
  const found = probesOf(graph)
  const flags = found.map(({ value }, i) => probeNodes(value, `probe${i}`))
  const axis = { name: 'probeAxis', type: 'int64', shape: [1], values: [0] } as const
  const joined: Node = {
    type: 'Concat',
    inputs: flags.map(({ flag }) => flag),
    outputs: ['sound'],
    attributes: { axis: 0 },
  }
  return {
    graph: {
      ...graph,
      nodes: [...graph.nodes, ...flags.flatMap(({ nodes }) => nodes), joined],
      constants: [...graph.constants, axis],
      outputs: [{ name: 'sound', type: 'float', shape: [found.length] }],
    },
    probes: found.map(({ tensors }) => ({ tensors })),
  }
}

function probesOf({ nodes, stored, constants }: Graph): (Probe & { value: string })[] {
  /** Values that depend on no input, with the stored tensors in them. */
  const fixed = new Map<string, StoredTensor[]>()
  for (const { name } of constants) fixed.set(name, [])
  for (const [name, tensor] of stored) fixed.set(name, [tensor])
  return nodes.flatMap(({ inputs, outputs }) => {
    const tensors = inputs.flatMap((input) => fixed.get(input) ?? [])
    if (inputs.every((input) => input === '' || fixed.has(input))) {
      for (const output of outputs) fixed.set(output, tensors)
      return []
    }
    const [value] = outputs
    return tensors.length === 0 || value === undefined ? [] : [{ value, tensors }]
  })
}

/** A finite number minus itself is 0, anything else is not; sums of that cannot overflow. */
function probeNodes(value: string, name: string): { nodes: Node[]; flag: string } {
  const node = (type: string, inputs: string[], output: string, attributes = {}): Node => ({
    type,
    inputs,
    outputs: [output],
    attributes,
  })
  const [zeros, sum, flag] = [`${name}Zeros`, `${name}Sum`, `${name}Flag`]
  const nodes = [
    node('Sub', [value, value], zeros),
    node('ReduceSum', [zeros], sum, { keepdims: 0 }),
    node('Unsqueeze', [sum, 'probeAxis'], flag),
  ]
  return { nodes, flag }
}
