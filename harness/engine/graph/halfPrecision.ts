import { elementTypes } from './graph.ts'
import type { Constant, ElementType, Graph, Node, Port } from './graph.ts'

/**
 * The same graph in 16-bit floats: weights and hidden states are halves. What comes of positions alone, sums of squares, and what follows a Cast to
 * float, as logits do, stays in 32 bits, and so do inputs and outputs. What comes of weights alone, as an adapter's product does, is computed in 32
 * bits and rounded once.
 */
export function inHalfPrecision(graph: Graph): Graph {
  return rewrite(graph).graph
}

/** How a float is held: in 32 bits and known before a run; in 32 bits; in 16 bits. */
type Width = 'known' | 'wide' | 'half'

/** The graph around a body. */
interface Outer {
  width: (value: string) => Width | undefined
  half: (value: string) => string
  known: (value: string) => boolean
}

/** Operators whose results are no floats. */
const judging = new Set(['Shape', 'ArgMax', 'Equal', 'Less', 'LessOrEqual', 'GreaterOrEqual'])

/** A sum of squares leaves the range of halves long before what is squared does. */
const alwaysWide = new Set(['ReduceSumSquare'])

/** The largest half: a mask of -1e30 would be infinite. */
const largest = 65504

function rewrite(graph: Graph, outer?: Outer): { graph: Graph; results: (Width | undefined)[] } {
  const widths = new Map<string, Width>()
  const halves = new Map<string, string>()
  const nodes: Node[] = []
  const literals = new Map(graph.constants.map((constant) => [constant.name, constant]))
  const nearest: Constant[] = []
  const isOwn = (value: string): boolean => widths.has(value) || literals.has(value)
  const width = (value: string): Width | undefined => widths.get(value) ?? outer?.width(value)
  const known = (value: string): boolean =>
    value === '' ||
    literals.has(value) ||
    widths.get(value) === 'known' ||
    (!isOwn(value) && outer?.known(value) === true)
  const cast = (value: string, to: 'float' | 'float16', output = `${value} as ${to}`): string => {
    nodes.push({ type: 'Cast', inputs: [value], outputs: [output], attributes: { to: elementTypes[to] } })
    return output
  }
  const bounded = (value: string): string => {
    const literal = literals.get(value)
    if (literal === undefined) return value
    const name = `${value} within reach`
    nearest.push({ ...literal, name, values: literal.values.map((x) => Math.min(Math.max(x, -largest), largest)) })
    return name
  }
  const half = (value: string): string => {
    if (width(value) === undefined || width(value) === 'half') return value
    // What a body reads from around it is rounded there, once, not every time round.
    if (!isOwn(value) && outer !== undefined) return outer.half(value)
    const done = halves.get(value) ?? cast(bounded(value), 'float16', `${value} as float16`)
    halves.set(value, done)
    return done
  }
  const wide = (value: string): string =>
    width(value) === 'half' ? cast(value, 'float', `${value} as float ${nodes.length}`) : value
  const add = (node: Node, result?: Width): void => {
    nodes.push(node)
    if (result !== undefined) for (const output of node.outputs) widths.set(output, result)
  }

  for (const { name, type } of graph.constants) if (type === 'float') widths.set(name, 'known')
  for (const name of graph.stored.keys()) widths.set(name, 'known')
  for (const { name, type } of graph.inputs)
    if (type === 'float') widths.set(name, outer === undefined ? 'wide' : 'half')
  const ends = new Set(outer === undefined ? graph.outputs.map(({ name }) => name) : [])

  for (const node of graph.nodes) {
    const floats = node.inputs.flatMap((value) => width(value) ?? [])
    if (node.type === 'Loop') {
      const { node: loop, results } = rewriteLoop(node, { width, half, known })
      nodes.push(loop)
      loop.outputs.forEach((output, i) => {
        const result = results[i]
        if (result !== undefined) widths.set(output, result)
      })
    } else if (node.type === 'Cast') {
      const isFloat = node.attributes['to'] === elementTypes.float
      add(node, isFloat ? (node.inputs.every(known) ? 'known' : 'wide') : undefined)
    } else if (node.type === 'ConstantOfShape') add(node, 'wide')
    else if (floats.length === 0 || judging.has(node.type)) add(node)
    else if (node.inputs.every(known)) add(node, 'known')
    else if (node.outputs.some((output) => ends.has(output))) add({ ...node, inputs: node.inputs.map(wide) }, 'wide')
    else if (alwaysWide.has(node.type) || (floats.includes('wide') && !floats.includes('half')))
      add({ ...node, inputs: node.inputs.map(wide) }, 'wide')
    else add({ ...node, inputs: node.inputs.map(half) }, 'half')
  }
  const results = graph.outputs.map(({ name }) => width(name))
  const typed = (port: Port): Port =>
    port.type === 'float' && width(port.name) === 'half' ? { ...port, type: 'float16' satisfies ElementType } : port
  return {
    graph: {
      ...graph,
      nodes,
      constants: [...graph.constants, ...nearest],
      inputs: graph.inputs.map(typed),
      outputs: graph.outputs.map(typed),
    },
    results,
  }
}

/** What is carried round is held in halves; what is collected, as the body gives it. */
function rewriteLoop(node: Node, outer: Outer): { node: Node; results: (Width | undefined)[] } {
  const { body, ...rest } = node.attributes
  if (typeof body !== 'object' || !('nodes' in body))
    throw new Error('a loop has no body: this is a fault of the engine')
  const { graph, results } = rewrite(body, outer)
  return {
    node: { ...node, inputs: node.inputs.map(outer.half), attributes: { ...rest, body: graph } },
    results: results.slice(1),
  }
}
