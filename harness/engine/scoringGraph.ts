import type { Checkpoint } from './checkpoint.ts'
import { argmax, decoder, finiteness, logits, rotary } from './decoder.ts'
import { createGraph } from './graph.ts'
import type { Graph, GraphBuilder } from './graph.ts'

/**
 * The graph that scores one pack of N new tokens under a path of P cached ones, T = P + N columns. Inputs, int32 but for the cache:
 * `ids`, `positions` [N]; `first`, `last` [T]: rows `first[t]..last[t]` see column t; `pastKey<l>`, `pastValue<l>` [1, kvHeads, P, headDim];
 * `rows` [R]: rows that reach the head, at least one; `pairs` [M]: `row * vocabulary + token`, row counted in `rows`; `keep` [K]: columns to return.
 * Outputs: `logprobs` [M], `best` and `finite` [R], `key<l>`, `value<l>` [1, kvHeads, K, headDim].
 */
export function scoringGraph(model: Checkpoint): Graph {
  const g = createGraph()
  const { config } = model
  const ids = g.input('ids', 'int32', ['N'])
  const positions = g.input('positions', 'int32', ['N'])
  const rows = g.input('rows', 'int32', ['R'])
  const pairs = g.input('pairs', 'int32', ['M'])
  const keep = g.input('keep', 'int32', ['K'])
  const angles = rotary(g, model, positions)
  const mask = visibility(g, ids)
  const cache = [1, config.kvHeads] as const
  const batched = (x: string): string => g.op('Unsqueeze', [x, g.long([0])])
  const cos = batched(angles.cos)
  const sin = batched(angles.sin)
  const turn = (x: string, heads: number): string =>
    g.op('RotaryEmbedding', [batched(x), cos, sin], { num_heads: heads })
  const hidden = decoder(g, model, ids, (l, query, key, value) => {
    const [mixed = '', keys = '', values = ''] = g.ops(
      'Attention',
      [
        turn(query, config.heads),
        turn(key, config.kvHeads),
        batched(value),
        mask,
        g.input(`pastKey${l}`, 'float', [...cache, 'P', config.headDim]),
        g.input(`pastValue${l}`, 'float', [...cache, 'P', config.headDim]),
      ],
      3,
      { q_num_heads: config.heads, kv_num_heads: config.kvHeads },
    )
    const kept = (columns: string): string => g.op('Gather', [columns, keep], { axis: 2 })
    g.output(`key${l}`, kept(keys), 'float', [...cache, 'K', config.headDim])
    g.output(`value${l}`, kept(values), 'float', [...cache, 'K', config.headDim])
    return g.op('Squeeze', [mixed, g.long([0])])
  })
  const scores = logits(g, model, g.op('Gather', [hidden, rows], { axis: 0 }))
  const flat = g.op('Reshape', [g.op('LogSoftmax', [scores], { axis: 1 }), g.long([-1])])
  g.output('logprobs', g.op('Gather', [flat, pairs], { axis: 0 }), 'float', ['M'])
  g.output('best', argmax(g, scores), 'int32', ['R'])
  g.output('finite', finiteness(g, scores), 'float', ['R'])
  return g.graph
}

/** Additive mask [N, T], built once a run and shared by all layers, so that no matrix crosses from JavaScript. */
function visibility(g: GraphBuilder, ids: string): string {
  const first = g.input('first', 'int32', ['T'])
  const last = g.input('last', 'int32', ['T'])
  const count = g.op('Cast', [g.op('Squeeze', [g.op('Shape', [ids])])], { to: 6 })
  const row = g.op('Unsqueeze', [g.op('Range', [g.int(0), count, g.int(1)]), g.long([1])])
  const seen = g.op('And', [g.op('LessOrEqual', [first, row]), g.op('GreaterOrEqual', [last, row])])
  return g.op('Where', [seen, g.float(0), g.float(-1e30)])
}
