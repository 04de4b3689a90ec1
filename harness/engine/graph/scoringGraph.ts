import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { allLayers } from '../checkpoint/modelConfig.ts'
import type { LayerRange } from '../checkpoint/modelConfig.ts'
import { argmax, decoder, logits } from './decoder.ts'
import { createGraph } from './graph.ts'
import type { Graph, GraphBuilder, OperatorSet } from './graph.ts'
import { remembered } from './remembered.ts'
import { rotation } from './rotation.ts'
import { blockAttention } from './blockAttention.ts'
import type { PackRows } from './blockAttention.ts'

/**
 * The graph that scores one pack of N new tokens under a path of P cached ones, T = P + N columns. Inputs, int32 but for the cache:
 * `ids`, `positions` [N]; `first`, `last` [T]: rows `first[t]..last[t]` see column t; `pastKey<l>`, `pastValue<l>` [1, kvHeads, P, headDim];
 * `rows` [R]: rows that leave the last layer, at least one; `pairs` [M]: `row * vocabulary + token`, row counted in `rows`; `keep` [K]: columns to return.
 * Outputs: `logprobs` [M], `best` and `finite` [R], `key<l>`, `value<l>` [1, kvHeads, K, headDim].
 */
export function scoringGraph(model: Checkpoint, operators?: OperatorSet): Graph {
  return wholeGraph(model, 'in one piece', operators)
}

/** The same for a large model: with attention in blocks of rows, which a small one would be slower with. Only what is computed for a pack of one row may differ, in its last digits. */
export function largeScoringGraph(model: Checkpoint, operators?: OperatorSet): Graph {
  return wholeGraph(model, 'in blocks', operators)
}

function wholeGraph(model: Checkpoint, attention: AttentionForm, operators: OperatorSet | undefined): Graph {
  const g = createGraph(operators)
  addScores(g, model, addLayers(g, model, allLayers(model.config), attention))
  return g.graph
}

type AttentionForm = 'in one piece' | 'in blocks'

/**
 * Layers of the scoring graph of a large model, without the head: those above the first read `hidden` [N, hidden] in place of `ids`. All give `states`:
 * [N, hidden], or [R, hidden] after the last.
 */
export function layersGraph(model: Checkpoint, layers: LayerRange, operators?: OperatorSet): Graph {
  const g = createGraph(operators)
  const isLast = layers.end === model.config.layers
  g.output('states', addLayers(g, model, layers, 'in blocks'), 'float', [isLast ? 'R' : 'N', model.config.hidden])
  return g.graph
}

/** The scoring graph's last norm and head: of the inputs `pairs`, and `hidden` [R, hidden], the states after the last layer. */
export function headGraph(model: Checkpoint, operators?: OperatorSet): Graph {
  const g = createGraph(operators)
  addScores(g, model, g.input('hidden', 'float', ['R', model.config.hidden]))
  return g.graph
}

function addLayers(g: GraphBuilder, model: Checkpoint, layers: LayerRange, form: AttentionForm): string {
  const { config } = model
  const from =
    layers.begin === 0
      ? { ids: g.input('ids', 'int32', ['N']) }
      : { hidden: g.input('hidden', 'float', ['N', config.hidden]) }
  const positions = g.input('positions', 'int32', ['N'])
  const keep = g.input('keep', 'int32', ['K'])
  const asked = layers.end === config.layers ? { asked: g.input('rows', 'int32', ['R']) } : {}
  const mask = visibility(g, positions)
  const batched = (x: string): string => g.op('Unsqueeze', [x, g.long([0])])
  const turn = rotation(g, config, positions, batched)
  const askedOf = (list: string): string =>
    asked.asked === undefined ? list : g.op('Gather', [list, asked.asked], { axis: 0 })
  const turnAsked = rotation(g, config, askedOf(positions), batched)
  const cache = [1, config.kvHeads] as const
  const attributes = {
    scale: { float: config.attentionScale ?? 1 / Math.sqrt(config.headDim) },
    ...(config.attentionCap !== undefined && { softcap: { float: config.attentionCap } }),
  }
  const blocks = blockAttention(g, config, attributes)
  const whole = ({ query, key, value, seen, pastKey, pastValue }: PackRows): string[] =>
    g.ops('Attention', [query, key, value, seen, pastKey, pastValue], 3, {
      ...attributes,
      q_num_heads: config.heads,
      kv_num_heads: config.kvHeads,
    })
  return decoder(
    g,
    model,
    { positions, from, ...asked },
    (l, query, key, value) => {
      const isLast = l === config.layers - 1
      const seen = mask(config.attention[l]?.window)
      const rows = {
        query: (isLast ? turnAsked : turn)(l, query, config.heads),
        key: turn(l, key, config.kvHeads),
        value: batched(value),
        seen: isLast ? askedOf(seen) : seen,
        pastKey: g.input(`pastKey${l}`, 'float', [...cache, 'P', config.headDim]),
        pastValue: g.input(`pastValue${l}`, 'float', [...cache, 'P', config.headDim]),
      }
      const [mixed = '', keys = '', values = ''] = (form === 'in blocks' && !isLast ? blocks : whole)(rows)
      const kept = (columns: string): string => g.op('Gather', [columns, keep], { axis: 2 })
      g.output(`key${l}`, kept(keys), 'float', [...cache, 'K', config.headDim])
      g.output(`value${l}`, kept(values), 'float', [...cache, 'K', config.headDim])
      return g.op('Squeeze', [mixed, g.long([0])])
    },
    layers,
  )
}

function addScores(g: GraphBuilder, model: Checkpoint, hidden: string): void {
  const pairs = g.input('pairs', 'int32', ['M'])
  const { scores, finite } = logits(g, model, hidden)
  const flat = g.op('Reshape', [g.op('LogSoftmax', [scores], { axis: 1 }), g.long([-1])])
  g.output('logprobs', g.op('Gather', [flat, pairs], { axis: 0 }), 'float', ['M'])
  g.output('best', argmax(g, scores), 'int32', ['R'])
  g.output('finite', finite, 'float', ['R'])
}

/** Additive masks [N, T] by window, each built once a run and shared by its layers, so that no matrix crosses from JavaScript. */
function visibility(g: GraphBuilder, positions: string): (window: number | undefined) => string {
  const first = g.input('first', 'int32', ['T'])
  const last = g.input('last', 'int32', ['T'])
  const size = (list: string): string => g.op('Cast', [g.op('Squeeze', [g.op('Shape', [list])])], { to: 6 })
  const upTo = (end: string): string => g.op('Range', [g.int(0), end, g.int(1)])
  const row = g.op('Unsqueeze', [upTo(size(positions)), g.long([1])])
  const seen = g.op('And', [g.op('LessOrEqual', [first, row]), g.op('GreaterOrEqual', [last, row])])
  const near = (window: number): string => {
    // The path begins at the root, so its columns are their own positions.
    const path = upTo(g.op('Sub', [size(first), size(positions)]))
    const columns = g.op('Concat', [path, positions], { axis: 0 })
    const back = g.op('Sub', [g.op('Unsqueeze', [positions, g.long([1])]), columns])
    return g.op('And', [seen, g.op('Less', [back, g.int(window)])])
  }
  return remembered((window) => g.op('Where', [window === undefined ? seen : near(window), g.float(0), g.float(-1e30)]))
}
