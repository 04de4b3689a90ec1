import type { Checkpoint } from './checkpoint.ts'
import { argmax, decoder, finiteness, logits, rotary } from './decoder.ts'
import { createGraph } from './graph.ts'
import type { Graph, GraphBuilder } from './graph.ts'

/**
 * The graph that continues G texts greedily for up to `steps` tokens, inside one run, since keys and values that leave a run are copied. Inputs,
 * int32 but for cache and mask: `token`, `position` [G]: the newest token of each text; `mask` [G, P]: added to the scores of past columns, 0 or
 * -1e30; `steps` []; `stops` [S]: ids after which a text needs no more, at least one; `pastKey<l>`, `pastValue<l>` [G, kvHeads, P, headDim].
 * Outputs: `tokens` [steps, G]: the token after each fed one; `finite` [steps, G]; `key<l>`, `value<l>` [G, kvHeads, P + steps, headDim]. It
 * ends early once every text has met a stop.
 */
export function generationGraph(model: Checkpoint): Graph {
  const g = createGraph()
  const { config } = model
  const token = g.input('token', 'int32', ['G'])
  const outer: Outer = {
    position: g.input('position', 'int32', ['G']),
    mask: g.input('mask', 'float', ['G', 'P']),
    stops: g.input('stops', 'int32', ['S']),
    size: g.op('Shape', [token]),
  }
  const steps = g.op('Cast', [g.input('steps', 'int32', [])], { to: 7 })
  const cache = (name: string, l: number): string =>
    g.input(`${name}${l}`, 'float', ['G', config.kvHeads, 'P', config.headDim])
  const past = model.layers.flatMap((_, l) => [cache('pastKey', l), cache('pastValue', l)])
  const running = g.op('Cast', [g.op('ConstantOfShape', [outer.size])], { to: 9 })
  const body = stepBody(g.body(), model, outer)
  const results = g.ops('Loop', [steps, g.bool(true), token, running, ...past], past.length + 4, { body })
  const [, , ...rest] = results
  model.layers.forEach((_, l) => {
    const shape = ['G', config.kvHeads, 'T', config.headDim]
    g.output(`key${l}`, rest[2 * l] ?? '', 'float', shape)
    g.output(`value${l}`, rest[2 * l + 1] ?? '', 'float', shape)
  })
  g.output('tokens', rest[past.length] ?? '', 'int32', ['steps', 'G'])
  g.output('finite', rest[past.length + 1] ?? '', 'float', ['steps', 'G'])
  return g.graph
}

/** Values of the outer graph that the body reads; `size` is [G] as a shape. */
interface Outer {
  position: string
  mask: string
  stops: string
  size: string
}

/** One step: feeds a token of each text, returns the next and the longer cache. */
function stepBody(g: GraphBuilder, model: Checkpoint, outer: Outer): Graph {
  const { config } = model
  const step = g.input('step', 'int64', [])
  g.input('more', 'bool', [])
  const fed = g.input('fed', 'int32', ['G'])
  const done = g.input('done', 'bool', ['G'])
  const angles = rotary(g, model, g.op('Add', [outer.position, g.op('Cast', [step], { to: 6 })]))
  const row = (x: string): string => g.op('Unsqueeze', [x, g.long([1])])
  const [cos, sin] = [row(angles.cos), row(angles.sin)]
  const mask = stepMask(g, step, outer)
  const turn = (x: string, heads: number): string => g.op('RotaryEmbedding', [row(x), cos, sin], { num_heads: heads })
  const past = (name: string, l: number): string =>
    g.input(`${name}${l}`, 'float', ['G', config.kvHeads, 'past', config.headDim])
  const grown: string[] = []
  const hidden = decoder(g, model, fed, (l, query, key, value) => {
    const inputs = [turn(query, config.heads), turn(key, config.kvHeads), row(value), mask]
    const heads = { q_num_heads: config.heads, kv_num_heads: config.kvHeads }
    const [mixed = '', ...columns] = g.ops('Attention', [...inputs, past('loopKey', l), past('loopValue', l)], 3, heads)
    grown.push(...columns)
    return g.op('Squeeze', [mixed, g.long([1])])
  })
  const scores = logits(g, model, hidden)
  const next = argmax(g, scores)
  const stopped = g.op('ReduceMax', [g.op('Cast', [g.op('Equal', [row(next), outer.stops])], { to: 6 }), g.long([1])], {
    keepdims: 0,
  })
  const over = g.op('Or', [done, g.op('Cast', [stopped], { to: 9 })])
  const open = g.op('ReduceMax', [g.op('Cast', [g.op('Not', [over])], { to: 6 })], { keepdims: 0 })
  g.output('goOn', g.op('Cast', [open], { to: 9 }), 'bool', [])
  g.output('next', next, 'int32', ['G'])
  g.output('over', over, 'bool', ['G'])
  grown.forEach((columns, i) => {
    g.output(`grown${i}`, columns, 'float', ['G', config.kvHeads, 'now', config.headDim])
  })
  g.output('written', next, 'int32', ['G'])
  g.output('sums', finiteness(g, scores), 'float', ['G'])
  return g.graph
}

/** The mask of past columns, and zeros for those that were written in this run: [G, 1, 1, P + step + 1]. */
function stepMask(g: GraphBuilder, step: string, outer: Outer): string {
  const width = g.op('Unsqueeze', [g.op('Add', [step, g.long(1)]), g.long([0])])
  const written = g.op('ConstantOfShape', [g.op('Concat', [outer.size, width], { axis: 0 })])
  return g.op('Unsqueeze', [g.op('Concat', [outer.mask, written], { axis: 1 }), g.long([1, 2])])
}
