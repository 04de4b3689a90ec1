import { drawKey, promptKey } from '../graph/drawNoise.ts'
import type { GenerateRequest } from '../engine.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import type { NodeCache } from './nodeCache.ts'
import { cacheOutputs } from './pathCache.ts'
import { notFinite } from '../requestCheck.ts'
import { nextRows, noRows } from './rowCache.ts'
import type { RowCache } from './rowCache.ts'
import type { Session, Values } from '../session/session.ts'
import { samplingValues } from '../graph/samplingGraph.ts'
import { finishOf, stopsOf } from '../stopping.ts'
import type { Stops } from '../stopping.ts'
import type { Text, TextGroup } from './textGroups.ts'

/** Most steps in one run: texts that meet a stop string across tokens are seen only at its end, and a run's own columns grow by copying. */
const runSteps = 16

/** Bytes of keys and values that the texts of one run may have of their own. */
const columnBytes = 2 ** 28

/** Most texts in one run: beyond, a step of twice the texts takes twice the time. */
const mostRows = 32

/** How many texts are continued side by side: as many as keep the matrix products busy, fewer where long texts of a large model would fill the memory. */
export function rowsOf({ layers, kvHeads, headDim }: ModelConfig, columns: number): number {
  const bytes = 2 * 4 * layers * kvHeads * headDim * Math.max(columns, 1)
  return Math.max(1, Math.min(mostRows, Math.floor(columnBytes / bytes)))
}

/** Continues the texts of a group until each has ended; a waiting one takes the place of one that ended. Returns how many tokens were fed. */
export async function continueGroup(
  open: () => Promise<Session>,
  config: ModelConfig,
  request: GenerateRequest,
  nodes: NodeCache,
  { trunk, texts }: TextGroup,
): Promise<number> {
  const stops = stopsOf(request)
  const shared = trunkInputs(nodes, trunk)
  const stopIds = lastTokens(request, stops)
  const waiting = texts.filter(({ finish }) => finish === 'running')
  const longest = waiting.reduce((most, { nodes }) => Math.max(most, nodes.length), 0)
  const rows = rowsOf(config, longest - trunk.length + request.maxTokens)
  let live: Text[] = []
  let before = noRows
  let fresh: Record<string, Values> = {}
  let computed = 0
  for (;;) {
    const kept = live.flatMap(({ finish }, row) => (finish === 'running' ? [row] : []))
    const entering = waiting.splice(0, rows - kept.length)
    live = [...kept.flatMap((row) => live[row] ?? []), ...entering]
    if (live.length === 0) return computed
    const sources = [
      ...kept.map((row) => ({ row })),
      ...entering.map((text) => ({ nodes: text.nodes.subarray(trunk.length) })),
    ]
    before = nextRows(config, { before, fresh, nodes }, sources)
    const left = live.map(({ tokens }) => request.maxTokens - tokens.length)
    const steps = Math.min(runSteps, Math.max(...left))
    const inputs = {
      ...shared,
      ...before.columns,
      ...rowInputs(live, before, request),
      ...drawInputs(live, steps, request),
      left: vector(left),
      steps: scalar(steps),
      // While texts wait, a place that is free is worth more than a run that is long.
      enough: scalar(Math.ceil(live.length / (waiting.length > 0 ? 8 : 4))),
      stops: vector(stopIds),
    }
    fresh = await (await open()).run(inputs, ['tokens', 'finite', ...cacheOutputs(config)])
    computed += appendSteps(live, fresh, request, stops)
  }
}

/** The columns that all rows share, as inputs [kvHeads, S, headDim]. */
function trunkInputs(nodes: NodeCache, trunk: Int32Array): Record<string, Values> {
  return Object.fromEntries(
    Object.entries(nodes.path(trunk)).map(([name, { data, shape }]) => [
      name.replace('past', 'trunk'),
      { data, shape: shape.slice(1) },
    ]),
  )
}

/** The newest token of every row, and how many columns of its own it has. */
function rowInputs(live: readonly Text[], { lengths }: RowCache, { prompts }: GenerateRequest): Record<string, Values> {
  const newest = live.map(({ prompt, tokens }) => tokens.at(-1) ?? prompts[prompt]?.at(-1) ?? 0)
  return { token: vector(newest), lengths: vector(lengths) }
}

/** How tokens are drawn, and the keys of all draws of a run. */
function drawInputs(
  live: readonly Text[],
  steps: number,
  { prompts, sampling }: GenerateRequest,
): Record<string, Values> {
  const starts = new Int32Array(steps * live.length)
  const strides = new Int32Array(steps * live.length)
  if (sampling !== undefined) {
    for (const [row, { prompt, sample, tokens }] of live.entries()) {
      const key = promptKey(sampling.seed, prompts[prompt] ?? [])
      for (let step = 0; step < steps; step++) {
        const { start, stride } = drawKey(key, sample, tokens.length + step)
        starts[step * live.length + row] = start
        strides[step * live.length + row] = stride
      }
    }
  }
  const shape = [steps, live.length]
  return {
    ...samplingValues(sampling),
    starts: { data: starts, shape },
    strides: { data: strides, shape },
  }
}

/** Gives every row its new tokens up to its end; returns how many were fed. */
function appendSteps(
  live: readonly Text[],
  { tokens, finite }: Record<string, Values>,
  request: GenerateRequest,
  stops: Stops,
): number {
  const fed = tokens?.data.length ?? 0
  for (const [row, text] of live.entries()) {
    for (let place = row; place < fed && text.finish === 'running'; place += live.length) {
      if (!Number.isFinite(finite?.data[place])) throw notFinite(text.prompt, 'prompt', request.model)
      text.tokens.push(tokens?.data[place] ?? 0)
      text.finish = finishOf(text.tokens, request.maxTokens, stops)
    }
  }
  return fed
}

/** Ids after which a text has surely ended, so that the graph need not wait: stop tokens, and tokens that hold a whole stop string. */
function lastTokens({ stopTokens, pieces }: GenerateRequest, { strings }: Stops): Int32Array {
  const ids = pieces.flatMap((piece, id) => (strings.some((string) => piece.includes(string)) ? [id] : []))
  const all = [...stopTokens, ...ids]
  // The graph wants at least one, and no token is -1.
  return Int32Array.from(all.length > 0 ? all : [-1])
}

function vector(values: Int32Array | readonly number[]): Values {
  return { data: Int32Array.from(values), shape: [values.length] }
}

function scalar(value: number): Values {
  return { data: Int32Array.of(value), shape: [] }
}
