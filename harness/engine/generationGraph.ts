import type { Checkpoint } from './checkpoint.ts'
import { argmax, decoder, finiteness, logits, rotary } from './decoder.ts'
import { createGraph } from './graph.ts'
import type { Graph, GraphBuilder } from './graph.ts'
import type { ModelConfig } from './modelConfig.ts'

/**
 * The graph that continues G texts greedily for up to `steps` tokens, inside one run, since keys and values that leave a run are copied. Inputs,
 * int32 but for cache and mask: `token`, `position` [G]: the newest token of each text; `mask` [G, P]: added to the scores of past columns, 0 or
 * -1e30; `steps` []; `stops` [S]: ids after which a text needs no more, at least one; `pastKey<l>`, `pastValue<l>` [G, kvHeads, P, headDim].
 * Outputs: `tokens` [steps, G]: the token after each fed one; `finite` [steps, G]; `key<l>`, `value<l>` [G, kvHeads, steps, headDim] of the fed
 * tokens. It ends early once every text has met a stop.
 */
export function generationGraph(model: Checkpoint): Graph {
  const g = createGraph()
  const { config } = model
  const token = g.input('token', 'int32', ['G'])
  const outer: Outer = {
    position: g.input('position', 'int32', ['G']),
    mask: g.op('Unsqueeze', [g.input('mask', 'float', ['G', 'P']), g.long([1, 2])]),
    width: g.op('Gather', [g.op('Shape', ['mask']), g.long([1])]),
    stops: g.input('stops', 'int32', ['S']),
  }
  const size = g.op('Shape', [token])
  const steps = g.op('Cast', [g.input('steps', 'int32', [])], { to: 7 })
  const running = g.op('Cast', [g.op('ConstantOfShape', [size])], { to: 9 })
  const none = (shape: readonly number[]): string =>
    g.op('ConstantOfShape', [g.op('Concat', [size, g.long(shape)], { axis: 0 })])
  const empty = model.layers.flatMap(() => [
    none([config.kvHeads, config.headDim, 0]),
    none([config.kvHeads, 0, config.headDim]),
  ])
  const body = stepBody(g.body(), model, outer)
  const results = g.ops('Loop', [steps, g.bool(true), token, running, ...empty], empty.length + 4, { body })
  const [, , ...rest] = results
  model.layers.forEach((_, l) => {
    const shape = ['G', config.kvHeads, 'steps', config.headDim]
    g.output(`key${l}`, swapLast(g, rest[2 * l] ?? ''), 'float', shape)
    g.output(`value${l}`, rest[2 * l + 1] ?? '', 'float', shape)
  })
  g.output('tokens', rest[empty.length] ?? '', 'int32', ['steps', 'G'])
  g.output('finite', rest[empty.length + 1] ?? '', 'float', ['steps', 'G'])
  return g.graph
}

/** Keys lie with their columns last, [G, kvHeads, headDim, columns]: a product with one row is fastest so. */
interface Columns {
  key: string
  value: string
}

/** The inputs of one layer's cache, turned once a run. */
function pastColumns(g: GraphBuilder, { kvHeads, headDim }: ModelConfig, l: number): Columns {
  const shape = ['G', kvHeads, 'P', headDim]
  return {
    key: swapLast(g, g.input(`pastKey${l}`, 'float', shape)),
    value: g.input(`pastValue${l}`, 'float', shape),
  }
}

function swapLast(g: GraphBuilder, x: string): string {
  return g.op('Transpose', [x], { perm: [0, 1, 3, 2] })
}

/** Values of the outer graph that the body reads. */
interface Outer {
  position: string
  /** [G, 1, 1, P] */
  mask: string
  /** P, as a list of one. */
  width: string
  stops: string
}

/** One step: feeds a token of each text, returns the next and the columns of this run, one longer. */
function stepBody(g: GraphBuilder, model: Checkpoint, outer: Outer): Graph {
  const { config } = model
  const { heads, kvHeads, headDim } = config
  const step = g.input('step', 'int64', [])
  g.input('more', 'bool', [])
  const fed = g.input('fed', 'int32', ['G'])
  const done = g.input('done', 'bool', ['G'])
  const angles = rotary(g, model, g.op('Add', [outer.position, g.op('Cast', [step], { to: 6 })]))
  const row = (x: string): string => g.op('Unsqueeze', [x, g.long([1])])
  const [cos, sin] = [row(angles.cos), row(angles.sin)]
  const turn = (x: string, count: number): string => g.op('RotaryEmbedding', [row(x), cos, sin], { num_heads: count })
  const shaped = (x: string, shape: readonly number[]): string => g.op('Reshape', [x, g.long([-1, ...shape])])
  const widths = g.op('Concat', [outer.width, g.op('Unsqueeze', [g.op('Add', [step, g.long(1)]), g.long([0])])], {
    axis: 0,
  })
  const grown: Columns[] = []
  const hidden = decoder(g, model, fed, (l, query, key, value) => {
    const written = {
      key: g.input(`loopKey${l}`, 'float', ['G', kvHeads, headDim, 'before']),
      value: g.input(`loopValue${l}`, 'float', ['G', kvHeads, 'before', headDim]),
    }
    const now = {
      key: g.op('Concat', [written.key, shaped(turn(key, kvHeads), [kvHeads, headDim, 1])], { axis: 3 }),
      value: g.op('Concat', [written.value, shaped(value, [kvHeads, 1, headDim])], { axis: 2 }),
    }
    grown.push(now)
    const scaled = g.op('Mul', [turn(query, heads), g.float(1 / Math.sqrt(headDim))])
    const past = pastColumns(g.root(), config, l)
    const mixed = attend(g, shaped(scaled, [kvHeads, heads / kvHeads, headDim]), past, outer.mask, now, widths)
    return shaped(mixed, [heads * headDim])
  })
  const scores = logits(g, model, hidden)
  const next = argmax(g, scores)
  const over = g.op('Or', [done, anyOf(g, g.op('Equal', [row(next), outer.stops]), [1])])
  g.result(anyOf(g, g.op('Not', [over]), [0]), 'bool', [])
  g.result(next, 'int32', ['G'])
  g.result(over, 'bool', ['G'])
  for (const { key, value } of grown) {
    g.result(key, 'float', ['G', kvHeads, headDim, 'now'])
    g.result(value, 'float', ['G', kvHeads, 'now', headDim])
  }
  // A value can be one output only, and this one is both fed again and collected.
  g.result(g.op('Identity', [next]), 'int32', ['G'])
  g.result(finiteness(g, scores), 'float', ['G'])
  return g.graph
}

/**
 * One softmax over the past columns and those of this run, each multiplied where they lie: joining them, as the Attention operator does, would
 * copy the past at every step, which costs more than the rest of the step.
 */
function attend(g: GraphBuilder, query: string, past: Columns, mask: string, now: Columns, widths: string): string {
  const old = g.op('Add', [g.op('MatMul', [query, past.key]), mask])
  const fresh = g.op('MatMul', [query, now.key])
  const weights = g.op('Softmax', [g.op('Concat', [old, fresh], { axis: 3 })], { axis: 3 })
  const [oldWeights = '', freshWeights = ''] = g.ops('Split', [weights, widths], 2, { axis: 3 })
  return g.op('Add', [g.op('MatMul', [oldWeights, past.value]), g.op('MatMul', [freshWeights, now.value])])
}

function anyOf(g: GraphBuilder, flags: string, axes: readonly number[]): string {
  const most = g.op('ReduceMax', [g.op('Cast', [flags], { to: 6 }), g.long(axes)], { keepdims: 0 })
  return g.op('Cast', [most], { to: 9 })
}
