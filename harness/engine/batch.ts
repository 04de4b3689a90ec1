import type { GenerateRequest, GenerateResult } from './engine.ts'
import { hasWindow } from './modelConfig.ts'
import type { ModelConfig } from './modelConfig.ts'
import type { NodeCache } from './nodeCache.ts'
import { cacheOutputs, extendRows, returnedPath } from './pathCache.ts'
import { notFinite } from './requestCheck.ts'
import type { Session, Values } from './session.ts'
import { finishOf, stopsOf } from './stopping.ts'
import type { Stops } from './stopping.ts'

/** Steps in one run: between runs the cache is copied, and only there texts that met a stop string are dropped. */
const chunkSteps = 32

/** A prompt whose nodes are computed. */
export interface Started {
  /** Index in the request. */
  prompt: number
  /** Nodes of its tokens. */
  path: Int32Array
  /** The token that follows it. */
  first: number
}

type Output = GenerateResult['outputs'][number]

/** A text that goes on: one row of the cache. */
interface Row {
  started: Started
  tokens: number[]
  finish: Output['finish'] | 'running'
}

/** Continues a batch of prompts until each has ended. */
export async function continueBatch(
  open: () => Promise<Session>,
  config: ModelConfig,
  request: GenerateRequest,
  cache: NodeCache,
  batch: readonly Started[],
): Promise<{ outputs: Output[]; computed: number }> {
  const stops = stopsOf(request)
  const stopIds = lastTokens(request, stops)
  const { maxTokens } = request
  const rows = batch.map((started): Row => {
    const tokens = [started.first]
    return { started, tokens, finish: finishOf(tokens, maxTokens, stops) }
  })
  let live = rows.filter(({ finish }) => finish === 'running')
  let past = live.length > 0 ? cache.gather(live.map(({ started }) => started.path)) : {}
  const width = live.reduce((most, { started }) => Math.max(most, started.path.length), 0)
  let written = 1
  let computed = 0
  while (live.length > 0) {
    const steps = Math.min(chunkSteps, maxTokens - written)
    const goesOn = written + steps < maxTokens
    const before = {
      ...rowInputs(live, width, written - 1),
      ...(hasWindow(config) && { columns: columnPositions(live, width, written - 1) }),
    }
    const inputs = { ...before, steps: scalar(steps), stops: vector(stopIds), ...past }
    const results = await (await open()).run(inputs, ['tokens', 'finite', ...(goesOn ? cacheOutputs(config) : [])])
    const done = appendSteps(live, results, request, stops)
    computed += done * live.length
    written += done
    const kept = live.flatMap(({ finish }, row) => (finish === 'running' ? [row] : []))
    if (goesOn && kept.length > 0) past = extendRows(config, past, returnedPath(config, results), kept)
    live = kept.flatMap((row) => live[row] ?? [])
  }
  return { outputs: rows.map(({ started, tokens, finish }) => output(started, tokens, finish)), computed }
}

/** The newest token of every row, its position, and which past columns the row sees: its prompt, and all that was written since. */
function rowInputs(live: readonly Row[], width: number, written: number): Record<string, Values> {
  const columns = width + written
  const mask = new Float32Array(live.length * columns)
  live.forEach(({ started }, row) => {
    mask.fill(-1e30, row * columns + started.path.length, row * columns + width)
  })
  return {
    token: vector(Int32Array.from(live, ({ tokens }) => tokens.at(-1) ?? 0)),
    position: vector(Int32Array.from(live, ({ started }) => started.path.length + written)),
    mask: { data: mask, shape: [live.length, columns] },
  }
}

/** The position of every past column, [rows, columns]; those that fill up a shorter prompt have any. */
function columnPositions(live: readonly Row[], width: number, written: number): Values {
  const columns = width + written
  const data = new Int32Array(live.length * columns)
  live.forEach(({ started }, row) => {
    for (let c = 0; c < columns; c++) data[row * columns + c] = c < width ? c : started.path.length + c - width
  })
  return { data, shape: [live.length, columns] }
}

/** Gives every row its new tokens up to its end; returns how many steps were run. */
function appendSteps(
  live: readonly Row[],
  results: Record<string, Values>,
  request: GenerateRequest,
  stops: Stops,
): number {
  const { tokens, finite } = results
  const steps = (tokens?.data.length ?? 0) / live.length
  for (const [r, row] of live.entries()) {
    for (let step = 0; step < steps && row.finish === 'running'; step++) {
      const place = step * live.length + r
      if (!Number.isFinite(finite?.data[place])) throw notFinite(row.started.prompt, 'prompt', request.model)
      row.tokens.push(tokens?.data[place] ?? 0)
      row.finish = finishOf(row.tokens, request.maxTokens, stops)
    }
  }
  return steps
}

/** Ids after which a text has surely ended, so that the graph need not wait: stop tokens, and tokens that hold a whole stop string. */
function lastTokens({ stopTokens, pieces }: GenerateRequest, { strings }: Stops): Int32Array {
  const ids = pieces.flatMap((piece, id) => (strings.some((string) => piece.includes(string)) ? [id] : []))
  const all = [...stopTokens, ...ids]
  // The graph wants at least one, and no token is -1.
  return Int32Array.from(all.length > 0 ? all : [-1])
}

function output({ prompt }: Started, tokens: readonly number[], finish: Row['finish']): Output {
  if (finish === 'running') throw new Error(`prompt ${prompt} was left unfinished: this is a fault of the engine`)
  return { tokens: finish === 'stop-token' ? tokens.slice(0, -1) : [...tokens], finish }
}

function vector(data: Int32Array): Values {
  return { data, shape: [data.length] }
}

function scalar(value: number): Values {
  return { data: Int32Array.of(value), shape: [] }
}
