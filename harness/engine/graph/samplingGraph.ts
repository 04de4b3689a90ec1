import { mixing } from './drawNoise.ts'
import { argmax } from './decoder.ts'
import type { Sampling } from '../engine.ts'
import type { GraphBuilder } from './graph.ts'
import type { Values } from '../session/session.ts'

/** Settings of a run, each a scalar value of the graph. */
export interface SamplingInputs {
  /** 0: no sampling. */
  temperature: string
  /** int32; 0: all tokens. */
  topK: string
  /** What top-p leaves out, 1 - p; 0: nothing. */
  tail: string
  /** Logarithm of min-p; -inf: nothing is left out. */
  logMinP: string
}

export function samplingInputs(g: GraphBuilder): SamplingInputs {
  return {
    temperature: g.input('temperature', 'float', []),
    topK: g.input('topK', 'int32', []),
    tail: g.input('tail', 'float', []),
    logMinP: g.input('logMinP', 'float', []),
  }
}

/** Their values for a request, as inputs of a run. */
export function samplingValues(sampling: Sampling | undefined): Record<keyof SamplingInputs, Values> {
  const float = (value: number): Values => ({ data: Float32Array.of(value), shape: [] })
  return {
    temperature: float(sampling?.temperature ?? 0),
    topK: { data: Int32Array.of(sampling?.topK ?? 0), shape: [] },
    tail: float(1 - (sampling?.topP ?? 1)),
    logMinP: float(Math.log(sampling?.minP ?? 0)),
  }
}

/** Keys of the draws of one step, int32 [G, 1] each, as `DrawKey`. */
export interface StepKeys {
  starts: string
  strides: string
}

/** The next token of each row of logits [G, vocabulary], int32 [G]: the most likely, or where a temperature is given a draw. */
export function nextTokens(g: GraphBuilder, scores: string, inputs: SamplingInputs, keys: StepKeys): string {
  return choose(
    g,
    g.op('Greater', [inputs.temperature, g.float(0)]),
    (sampled) => {
      const likely = likelyScores(sampled, scores, inputs)
      return choose(
        sampled,
        sampled.op('Greater', [inputs.tail, sampled.float(0)]),
        (branch) => drawnFromShare(branch, likely, inputs, keys),
        (branch) => {
          const noise = gumbelNoise(branch, everyId(branch, scores), keys)
          return argmax(branch, branch.op('Add', [aboveMinP(branch, likely, inputs), noise]))
        },
      )
    },
    (branch) => argmax(branch, scores),
  )
}

/** The first part of the graph's `filteredLogits`: temperature and top-k. */
export function likelyScores(g: GraphBuilder, scores: string, { temperature, topK }: SamplingInputs): string {
  const highest = g.op('ReduceMax', [scores, g.long([1])], { keepdims: 1 })
  const scaled = g.op('Div', [g.op('Sub', [scores, highest]), temperature])
  return choose(
    g,
    g.op('Greater', [topK, g.int(0)]),
    (branch) => withinTopK(branch, scaled, topK),
    (branch) => branch.op('Identity', [scaled]),
    { type: 'float', shape: ['G', 'V'] },
  )
}

/** The last part: min-p. */
export function aboveMinP(g: GraphBuilder, scores: string, { logMinP }: SamplingInputs): string {
  return without(g, scores, g.op('Less', [scores, logMinP]))
}

/** Some tokens of each row, [G, n]: scores, minus infinity for those that are excluded, and ids (int32). */
interface Candidates {
  scores: string
  ids: string
  /** What they hold of each row's probability, [G]. */
  held: string
}

/** Sorting a whole vocabulary costs more than the rest of a step; the likeliest tokens mostly hold the share. */
const sortedFirst = 128

/** A draw within top-p: among the likeliest tokens, and again among all for rows of which these do not hold the share. Noise for a whole vocabulary costs more than to find them. */
function drawnFromShare(g: GraphBuilder, likely: string, inputs: SamplingInputs, keys: StepKeys): string {
  const few = g.op('Min', [vocabulary(g, likely), g.long([sortedFirst])])
  const total = rowTotals(g, likely)
  const first = shareCandidates(g, likely, total, inputs, few)
  const tokens = drawn(g, first, keys)
  const isShort = g.op('Not', [g.op('Greater', [g.op('Add', [first.held, inputs.tail]), g.float(1)])])
  const places = g.op('Squeeze', [g.op('NonZero', [isShort]), g.long([0])])
  return choose(
    g,
    g.op('Greater', [g.op('Squeeze', [g.op('Shape', [places])]), g.long(0)]),
    (branch) => {
      const rows = (of: string): string => branch.op('Gather', [of, places])
      const all = shareCandidates(branch, rows(likely), rows(total), inputs, vocabulary(branch, likely))
      const again = drawn(branch, all, { starts: rows(keys.starts), strides: rows(keys.strides) })
      return branch.op('ScatterElements', [tokens, places, again])
    },
    (branch) => branch.op('Identity', [tokens]),
  )
}

/** The sum that makes shares of `exp` of each row's scores, [G, 1]. */
export function rowTotals(g: GraphBuilder, likely: string): string {
  return g.op('ReduceSum', [g.op('Exp', [likely]), g.long([1])])
}

/** Top-p and min-p of the `most` likeliest tokens. */
export function shareCandidates(
  g: GraphBuilder,
  likely: string,
  total: string,
  inputs: SamplingInputs,
  most: string,
): Candidates {
  // Of equal scores the higher id comes first: those stay that torch, which sorts upwards, would drop last.
  const reversed = g.op('Slice', [likely, g.long([-1]), g.long([-(2 ** 31)]), g.long([1]), g.long([-1])])
  const [falling = '', places = ''] = g.ops('TopK', [reversed, most], 2, { axis: 1 })
  const shares = g.op('Div', [g.op('Exp', [falling]), total])
  const summed = g.op('CumSum', [shares, g.int(1)])
  const before = g.op('Sub', [summed, shares])
  const isTop = g.op('Equal', [g.op('Range', [g.long(0), g.op('Squeeze', [most]), g.long(1)]), g.long(0)])
  const kept = g.op('Or', [g.op('Less', [g.op('Add', [before, inputs.tail]), g.float(1)]), isTop])
  const ids = g.op('Sub', [g.op('Sub', [vocabulary(g, likely), g.long([1])]), places])
  return {
    scores: aboveMinP(g, g.op('Where', [kept, falling, g.float(-Infinity)]), inputs),
    ids: g.op('Cast', [ids], { to: 6 }),
    held: g.op('ReduceMax', [summed, g.long([1])], { keepdims: 0 }),
  }
}

/** The candidate with the highest sum of score and noise; of equal ones the lowest id, as `argmax` of all tokens would have it. */
function drawn(g: GraphBuilder, { scores, ids }: Candidates, keys: StepKeys): string {
  const noisy = g.op('Add', [scores, gumbelNoise(g, ids, keys)])
  const most = g.op('ReduceMax', [noisy, g.long([1])], { keepdims: 1 })
  // A row without numbers, which ends in an error, gets an id that there is.
  const last = g.op('ReduceMax', [ids], { keepdims: 0 })
  return g.op('ReduceMin', [g.op('Where', [g.op('Equal', [noisy, most]), ids, last]), g.long([1])], { keepdims: 0 })
}

function withinTopK(g: GraphBuilder, scores: string, topK: string): string {
  const count = g.op('Cast', [g.op('Unsqueeze', [topK, g.long([0])])], { to: 7 })
  const most = g.op('Min', [count, vocabulary(g, scores)])
  const [best = ''] = g.ops('TopK', [scores, most], 2, { axis: 1 })
  const least = g.op('ReduceMin', [best, g.long([1])], { keepdims: 1 })
  return without(g, scores, g.op('Less', [scores, least]))
}

function without(g: GraphBuilder, scores: string, dropped: string): string {
  return g.op('Where', [dropped, g.float(-Infinity), scores])
}

/** Count of columns, as a list of one. */
function vocabulary(g: GraphBuilder, scores: string): string {
  return g.op('Gather', [g.op('Shape', [scores]), g.long([1])])
}

/** All ids, [1, vocabulary]. */
export function everyId(g: GraphBuilder, scores: string): string {
  const count = g.op('Cast', [g.op('Squeeze', [vocabulary(g, scores)])], { to: 6 })
  return g.op('Unsqueeze', [g.op('Range', [g.int(0), count, g.int(1)]), g.long([0])])
}

/** The graph's `gumbel`: [G, n] for ids [G, n] or [1, n]. */
export function gumbelNoise(g: GraphBuilder, ids: string, { starts, strides }: StepKeys): string {
  // Shifts want unsigned words, products signed ones.
  const unsigned = (x: string): string => g.op('Cast', [x], { to: 12 })
  const shifted = (x: string, bits: number): string =>
    g.op('BitwiseXor', [x, g.op('BitShift', [x, unsigned(g.int(bits))], { direction: 'RIGHT' })])
  const times = (x: string, factor: number): string => g.op('Mul', [g.op('Cast', [x], { to: 6 }), g.int(factor)])
  const counter = g.op('Add', [g.op('Mul', [ids, strides]), starts])
  const once = times(shifted(unsigned(counter), 16), mixing.first)
  const word = unsigned(times(shifted(unsigned(once), 15), mixing.second))
  const uniform = g.op('Add', [g.op('Mul', [g.op('Cast', [word], { to: 1 }), g.float(2 ** -32)]), g.float(2 ** -33)])
  return g.op('Neg', [g.op('Log', [exponential(g, uniform)])])
}

/** -log(1 - u). The smallest decide a draw, and there 1 - u would lose their digits: the series takes over. */
function exponential(g: GraphBuilder, uniform: string): string {
  const inner = g.op('Add', [g.op('Mul', [uniform, g.float(1 / 3)]), g.float(1 / 2)])
  const series = g.op('Mul', [uniform, g.op('Add', [g.op('Mul', [uniform, inner]), g.float(1)])])
  const rest = g.op('Max', [g.op('Sub', [g.float(1), uniform]), g.float(2 ** -24)])
  return g.op('Where', [g.op('Less', [uniform, g.float(0.02)]), series, g.op('Neg', [g.op('Log', [rest])])])
}

interface BranchPort {
  type: 'float' | 'int32'
  shape: readonly string[]
}

/** Computes only the branch that is taken. */
function choose(
  g: GraphBuilder,
  condition: string,
  then: (branch: GraphBuilder) => string,
  otherwise: (branch: GraphBuilder) => string,
  { type, shape }: BranchPort = { type: 'int32', shape: ['G'] },
): string {
  const branch = (build: (branch: GraphBuilder) => string) => {
    const body = g.body()
    body.result(build(body), type, shape)
    return body.graph
  }
  return g.op('If', [condition], { then_branch: branch(then), else_branch: branch(otherwise) })
}
