import { devices } from '../session/device.ts'
import { drawKey, promptKey } from '../graph/drawNoise.ts'
import type { Engine, GenerateRequest, GenerateResult, ScoreRequest, ScoreResult } from '../engine.ts'
import { naiveGraph } from './naiveGraph.ts'
import { numerics } from '../numerics.ts'
import { createOpenModels } from '../session/openModels.ts'
import { checkGenerateRequest, checkScoreRequest, notFinite } from '../requestCheck.ts'
import { sampleToken } from './sampling.ts'
import type { Session } from '../session/session.ts'
import { fedTokens, finishOf, stopsOf } from '../stopping.ts'

/** The oracle: one sequence at a time, the whole of it for every token, no cache, no packing. Slow, and meant to stay so. */
export function createNaiveEngine({ threads }: { threads: number }): Engine {
  const { cpu } = devices
  // It judges other devices too, so it never runs on one.
  const models = createOpenModels({
    threads,
    budget: 2 ** 31,
    mergeBelow: Infinity,
    devices: { cpu, webgpu: cpu, cuda: cpu, coreml: cpu, dml: cpu },
  })
  return {
    score: (request) =>
      models.use(request.model, async (open) => {
        checkScoreRequest(request, open.config)
        return score(await open.session(naiveGraph), request)
      }),
    generate: (request) =>
      models.use(request.model, async (open) => {
        checkGenerateRequest(request, open.config)
        return generate(await open.session(naiveGraph), request)
      }),
    numerics: () => Promise.resolve(numerics({})),
    close: () => models.close(),
  }
}

async function score(session: Session, { model, sequences }: ScoreRequest): Promise<ScoreResult> {
  const spans: ScoreResult['spans'] = []
  for (const [s, { tokens, from }] of sequences.entries()) {
    const rows = await logitRows(session, tokens.slice(0, -1))
    const scored = tokens.slice(from).map((token, i) => {
      const row = rows[from - 1 + i] ?? new Float32Array(0)
      if (!row.every((logit) => Number.isFinite(logit))) throw notFinite(s, 'sequence', model)
      return { logprob: logprob(row, token), greedy: argmax(row) === token }
    })
    spans.push({ logprobs: scored.map(({ logprob }) => logprob), greedy: scored.every(({ greedy }) => greedy) })
  }
  const naive = sequences.reduce((sum, { tokens }) => sum + tokens.length - 1, 0)
  return { spans, cost: { needed: naive, computed: naive, naive } }
}

async function generate(session: Session, request: GenerateRequest): Promise<GenerateResult> {
  const { model, prompts, maxTokens, sampling } = request
  const stops = stopsOf(request)
  let computed = 0
  const outputs: GenerateResult['outputs'] = []
  for (const [p, prompt] of prompts.entries()) {
    for (let sample = 0; sample < (sampling?.samples ?? 1); sample++) {
      const tokens: number[] = []
      let finish = finishOf(tokens, maxTokens, stops)
      while (finish === 'running') {
        const rows = await logitRows(session, [...prompt, ...tokens])
        computed += rows.length
        const row = rows.at(-1) ?? new Float32Array(0)
        if (!row.every((logit) => Number.isFinite(logit))) throw notFinite(p, 'prompt', model)
        tokens.push(
          sampling === undefined
            ? argmax(row)
            : sampleToken(row, sampling, drawKey(promptKey(sampling.seed, prompt), sample, tokens.length)),
        )
        finish = finishOf(tokens, maxTokens, stops)
      }
      if (finish === 'stop-token') tokens.pop()
      outputs.push({ tokens, finish })
    }
  }
  const naive = fedTokens(request, outputs).reduce((sum, { length }) => sum + length, 0)
  return { outputs, cost: { needed: computed, computed, naive } }
}

async function logitRows(session: Session, tokens: readonly number[]): Promise<Float32Array[]> {
  const ids = { data: Int32Array.from(tokens), shape: [tokens.length] }
  const { logits } = await session.run({ ids }, ['logits'])
  if (!(logits?.data instanceof Float32Array)) throw new Error('the graph returned no logits')
  const { data } = logits
  const width = data.length / tokens.length
  return tokens.map((_, row) => data.subarray(row * width, (row + 1) * width))
}

function logprob(row: Float32Array, token: number): number {
  const highest = row.reduce((most, logit) => Math.max(most, logit), -Infinity)
  const sum = row.reduce((total, logit) => total + Math.exp(logit - highest), 0)
  return (row[token] ?? NaN) - highest - Math.log(sum)
}

function argmax(row: Float32Array): number {
  return row.indexOf(row.reduce((most, logit) => Math.max(most, logit), -Infinity))
}
