import type { Checkpoint } from './checkpoint.ts'
import { argmax, capped, decoder, logits } from './decoder.ts'
import { createGraph } from './graph.ts'
import type { Graph, GraphBuilder, OperatorSet } from './graph.ts'
import { hasWindow } from './modelConfig.ts'
import type { ModelConfig } from './modelConfig.ts'
import { remembered } from './remembered.ts'
import { rotation } from './rotation.ts'

/**
 * The graph that continues G texts greedily for up to `steps` tokens, inside one run, since keys and values that leave a run are copied. Inputs,
 * int32 but for cache and mask: `token`, `position` [G]: the newest token of each text; `mask` [G, P]: added to the scores of past columns, 0 or
 * -1e30; `columns` [G, P]: their positions, for models with a window only; `steps` []; `stops` [S]: ids after which a text needs no more, at least one; `pastKey<l>`, `pastValue<l>` [G, kvHeads, P, headDim].
 * Outputs: `tokens` [steps, G]: the token after each fed one; `finite` [steps, G]; `key<l>`, `value<l>` [G, kvHeads, steps, headDim] of the fed
 * tokens. It ends early once every text has met a stop.
 */
export function generationGraph(model: Checkpoint, operators?: OperatorSet): Graph {
  const g = createGraph(operators)
  const { config } = model
  const token = g.input('token', 'int32', ['G'])
  const outer: Outer = {
    position: g.input('position', 'int32', ['G']),
    mask: g.op('Unsqueeze', [g.input('mask', 'float', ['G', 'P']), g.long([1, 2])]),
    columns: hasWindow(config) ? g.input('columns', 'int32', ['G', 'P']) : '',
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
  /** [G, P]; nothing where no layer has a window. */
  columns: string
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
  const positions = g.op('Add', [outer.position, g.op('Cast', [step], { to: 6 })])
  const row = (x: string): string => g.op('Unsqueeze', [x, g.long([1])])
  const turn = rotation(g, config, positions, row)
  const masks = remembered((window: number | undefined) => stepMasks(g, outer, { step, positions, window }))
  const shaped = (x: string, shape: readonly number[]): string => g.op('Reshape', [x, g.long([-1, ...shape])])
  const widths = g.op('Concat', [outer.width, g.op('Unsqueeze', [g.op('Add', [step, g.long(1)]), g.long([0])])], {
    axis: 0,
  })
  const grown: Columns[] = []
  const hidden = decoder(g, model, { ids: fed, positions }, (l, query, key, value) => {
    const written = {
      key: g.input(`loopKey${l}`, 'float', ['G', kvHeads, headDim, 'before']),
      value: g.input(`loopValue${l}`, 'float', ['G', kvHeads, 'before', headDim]),
    }
    const now = {
      key: g.op('Concat', [written.key, shaped(turn(l, key, kvHeads), [kvHeads, headDim, 1])], { axis: 3 }),
      value: g.op('Concat', [written.value, shaped(value, [kvHeads, 1, headDim])], { axis: 2 }),
    }
    grown.push(now)
    const scaled = g.op('Mul', [turn(l, query, heads), g.float(config.attentionScale ?? 1 / Math.sqrt(headDim))])
    const cached = {
      past: pastColumns(g.root(), config, l),
      now,
      widths,
      masks: masks(config.attention[l]?.window),
      cap: config.attentionCap,
    }
    const mixed = attend(g, shaped(scaled, [kvHeads, heads / kvHeads, headDim]), cached)
    return shaped(mixed, [heads * headDim])
  })
  const { scores, finite } = logits(g, model, hidden)
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
  g.result(finite, 'float', ['G'])
  return g.graph
}

/** What is added to the products of one step with past columns [G, 1, 1, P], and with those of this run [columns], where anything is. */
interface StepMasks {
  past: string
  now?: string
}

function stepMasks(
  g: GraphBuilder,
  outer: Outer,
  { step, positions, window }: { step: string; positions: string; window: number | undefined },
): StepMasks {
  if (window === undefined) return { past: outer.mask }
  const near = (back: string, size: string): string => g.op('Less', [back, size])
  const pastBack = g.op('Sub', [g.op('Unsqueeze', [positions, g.long([1])]), outer.columns])
  const pastNear = g.op('Unsqueeze', [near(pastBack, g.int(window)), g.long([1, 2])])
  const steps = g.op('Range', [g.long(0), g.op('Add', [step, g.long(1)]), g.long(1)])
  const nowNear = near(g.op('Sub', [step, steps]), g.long(window))
  return {
    past: g.op('Where', [pastNear, outer.mask, g.float(-1e30)]),
    now: g.op('Where', [nowNear, g.float(0), g.float(-1e30)]),
  }
}

interface Cached {
  past: Columns
  now: Columns
  /** Counts of both. */
  widths: string
  masks: StepMasks
  cap: number | undefined
}

/**
 * One softmax over the past columns and those of this run, each multiplied where they lie: joining them, as the Attention operator does, would
 * copy the past at every step, which costs more than the rest of the step.
 */
function attend(g: GraphBuilder, query: string, { past, now, widths, masks, cap }: Cached): string {
  const old = g.op('Add', [capped(g, g.op('MatMul', [query, past.key]), cap), masks.past])
  const open = capped(g, g.op('MatMul', [query, now.key]), cap)
  const fresh = masks.now === undefined ? open : g.op('Add', [open, masks.now])
  const weights = g.op('Softmax', [g.op('Concat', [old, fresh], { axis: 3 })], { axis: 3 })
  const [oldWeights = '', freshWeights = ''] = g.ops('Split', [weights, widths], 2, { axis: 3 })
  return g.op('Add', [g.op('MatMul', [oldWeights, past.value]), g.op('MatMul', [freshWeights, now.value])])
}

function anyOf(g: GraphBuilder, flags: string, axes: readonly number[]): string {
  const most = g.op('ReduceMax', [g.op('Cast', [flags], { to: 6 }), g.long(axes)], { keepdims: 0 })
  return g.op('Cast', [most], { to: 9 })
}
