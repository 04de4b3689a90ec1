import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { decoder, logits } from './decoder.ts'
import { createGraph } from './graph.ts'
import type { Graph, GraphBuilder, OperatorSet } from './graph.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { remembered } from './remembered.ts'
import { rotation } from './rotation.ts'
import { nextTokens, samplingInputs } from './samplingGraph.ts'
import type { SamplingInputs } from './samplingGraph.ts'
import { attend, outerMasks, stepMasks, transposed } from './stepAttention.ts'
import type { Columns, OuterMasks } from './stepAttention.ts'

/**
 * The graph that continues G texts for up to `steps` tokens, inside one run, since keys and values that leave a run are copied. The texts share
 * S columns, the trunk, which is read once for all of them; each has up to P columns of its own. Inputs, int32 but for cache and sampling:
 * `token` [G]: the newest token of each text; `lengths` [G]: how many of its own columns a text has; `left` [G]: how many tokens it may still
 * have; `steps` []; `enough` []: ended texts that end the run; `stops` [S']: ids that end a text, at least one; `trunkKey<l>`, `trunkValue<l>`
 * [kvHeads, S, headDim]; `pastKey<l>`, `pastValue<l>` [kvHeads, G, P, headDim]; the sampling inputs; `starts`, `strides` [steps, G], the keys
 * of the draws. Outputs: `tokens` [steps, G]: the token after each fed one; `finite` [steps, G]; `key<l>`, `value<l>` [kvHeads, G, steps,
 * headDim] of the fed tokens.
 */
export function generationGraph(model: Checkpoint, operators?: OperatorSet): Graph {
  const g = createGraph(operators)
  const { config } = model
  const token = g.input('token', 'int32', ['G'])
  const size = g.op('Shape', [token])
  const past = model.layers.map((_, l) => pastColumns(g, config, l))
  const outer: Outer = {
    past,
    trunk: model.layers.map((_, l) => trunkColumns(g, config, l)),
    masks: outerMasks(g, config, g.input('lengths', 'int32', ['G'])),
    left: g.input('left', 'int32', ['G']),
    enough: g.input('enough', 'int32', []),
    stops: g.input('stops', 'int32', ['stops']),
    sampling: samplingInputs(g),
    starts: g.input('starts', 'int32', ['draws', 'G']),
    strides: g.input('strides', 'int32', ['draws', 'G']),
  }
  const steps = g.op('Cast', [g.input('steps', 'int32', [])], { to: 7 })
  const over = g.op('Cast', [g.op('ConstantOfShape', [size])], { to: 9 })
  const none = (rest: readonly number[]): string =>
    g.op('ConstantOfShape', [g.op('Concat', [g.long([config.kvHeads]), size, g.long(rest)], { axis: 0 })])
  const empty = model.layers.flatMap(() => [none([config.headDim, 0]), none([0, config.headDim])])
  const body = stepBody(g.body(), model, outer)
  const results = g.ops('Loop', [steps, g.bool(true), token, over, ...empty], empty.length + 4, { body })
  const [, , ...rest] = results
  model.layers.forEach((_, l) => {
    const shape = [config.kvHeads, 'G', 'done', config.headDim]
    g.output(`key${l}`, transposed(g, rest[2 * l] ?? ''), 'float', shape)
    g.output(`value${l}`, rest[2 * l + 1] ?? '', 'float', shape)
  })
  g.output('tokens', rest[empty.length] ?? '', 'int32', ['done', 'G'])
  g.output('finite', rest[empty.length + 1] ?? '', 'float', ['done', 'G'])
  return g.graph
}

/** Values of the outer graph that the body reads. */
interface Outer {
  past: Columns[]
  trunk: Columns[]
  masks: OuterMasks
  left: string
  enough: string
  stops: string
  sampling: SamplingInputs
  starts: string
  strides: string
}

/** The inputs of one layer's cache; keys are turned once a run. */
function pastColumns(g: GraphBuilder, { kvHeads, headDim }: ModelConfig, l: number): Columns {
  const shape = [kvHeads, 'G', 'P', headDim]
  return {
    key: transposed(g, g.input(`pastKey${l}`, 'float', shape)),
    value: g.input(`pastValue${l}`, 'float', shape),
  }
}

function trunkColumns(g: GraphBuilder, { kvHeads, headDim }: ModelConfig, l: number): Columns {
  const shape = [kvHeads, 'S', headDim]
  return {
    key: g.op('Transpose', [g.input(`trunkKey${l}`, 'float', shape)], { perm: [0, 2, 1] }),
    value: g.input(`trunkValue${l}`, 'float', shape),
  }
}

/** One step: feeds a token of each text, returns the next and the columns of this run, one longer. */
function stepBody(g: GraphBuilder, model: Checkpoint, outer: Outer): Graph {
  const { config } = model
  const { kvHeads, headDim } = config
  const step = g.input('step', 'int64', [])
  g.input('more', 'bool', [])
  const fed = g.input('fed', 'int32', ['G'])
  const ended = g.input('ended', 'bool', ['G'])
  const positions = g.op('Add', [outer.masks.positions, g.op('Cast', [step], { to: 6 })])
  const row = (x: string): string => g.op('Unsqueeze', [x, g.long([1])])
  const turn = rotation(g, config, positions, row)
  const masks = remembered((window: number | undefined) => stepMasks(g, outer.masks, { step, positions, window }))
  const grown: Columns[] = []
  const hidden = decoder(g, model, { from: { ids: fed }, positions }, (l, query, key, value) => {
    const written = {
      key: g.input(`loopKey${l}`, 'float', [kvHeads, 'G', headDim, 'before']),
      value: g.input(`loopValue${l}`, 'float', [kvHeads, 'G', 'before', headDim]),
    }
    const headsFirst = (x: string, shape: readonly number[]): string =>
      g.op('Transpose', [g.op('Reshape', [x, g.long([-1, kvHeads, ...shape])])], { perm: [1, 0, 2, 3] })
    const now = {
      key: g.op('Concat', [written.key, headsFirst(turn(l, key, kvHeads), [headDim, 1])], { axis: 3 }),
      value: g.op('Concat', [written.value, headsFirst(value, [1, headDim])], { axis: 2 }),
    }
    grown.push(now)
    const columns = { trunk: outer.trunk[l] ?? now, past: outer.past[l] ?? now, now }
    const window = config.attention[l]?.window
    return attend(g, config, turn(l, query, config.heads), columns, masks(window))
  })
  const { scores, finite } = logits(g, model, hidden)
  const ofStep = (keys: string): string => row(g.op('Gather', [keys, step]))
  const keys = { starts: ofStep(outer.starts), strides: ofStep(outer.strides) }
  const next = nextTokens(g, scores, outer.sampling, keys)
  const stopped = anyOf(g, g.op('Equal', [row(next), outer.stops]), [1])
  const full = g.op('Less', [outer.left, g.op('Cast', [g.op('Add', [step, g.long(2)])], { to: 6 })])
  const over = g.op('Or', [g.op('Or', [ended, stopped]), full])
  const count = g.op('ReduceSum', [g.op('Cast', [over], { to: 6 }), g.long([0])], { keepdims: 0 })
  g.result(g.op('Less', [count, outer.enough]), 'bool', [])
  g.result(next, 'int32', ['G'])
  g.result(over, 'bool', ['G'])
  for (const { key, value } of grown) {
    g.result(key, 'float', [kvHeads, 'G', headDim, 'now'])
    g.result(value, 'float', [kvHeads, 'G', 'now', headDim])
  }
  // A value can be one output only, and this one is both fed again and collected.
  g.result(g.op('Identity', [next]), 'int32', ['G'])
  g.result(finite, 'float', ['G'])
  return g.graph
}

function anyOf(g: GraphBuilder, flags: string, axes: readonly number[]): string {
  const most = g.op('ReduceMax', [g.op('Cast', [flags], { to: 6 }), g.long(axes)], { keepdims: 0 })
  return g.op('Cast', [most], { to: 9 })
}
