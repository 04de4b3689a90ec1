import { buildTrie, pathTo } from '../../tokens/trie.ts'
import type { Trie } from '../../tokens/trie.ts'
import { continueGroup, rowsOf } from './batch.ts'
import type { GenerateRequest, GenerateResult } from '../engine.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { createNodeCache } from './nodeCache.ts'
import type { NodeCache } from './nodeCache.ts'
import { packCost, packInputs, packsOf } from './packs.ts'
import { runPacks } from './packRuns.ts'
import type { PackRun } from './packRuns.ts'
import { notFinite } from '../requestCheck.ts'
import type { Session } from '../session/session.ts'
import { firstSpoilt } from './spoilt.ts'
import type { Stages } from './stages.ts'
import { fedTokens, finishOf, stopsOf } from '../stopping.ts'
import { groupTexts } from './textGroups.ts'
import type { Text } from './textGroups.ts'

/** Continues the prompts of a checked request: their trie is computed once in packs, then texts that share much of it go on side by side. */
export async function generatePacked(
  sessions: { scoring: Stages; generation: () => Promise<Session> },
  config: ModelConfig,
  request: GenerateRequest,
  limit: number,
): Promise<GenerateResult> {
  const { prompts, sampling, model } = request
  const contexts = prompts.map((tokens) => contextOf(tokens, request))
  const trie = buildTrie(contexts)
  const { cache, following, spoilt } = await prefill(sessions.scoring, config, trie, limit)
  if (spoilt.length > 0) {
    const culprit = await firstSpoilt(spoilt, async (p) => {
      const alone = await prefill(sessions.scoring, config, buildTrie(contexts.slice(p, p + 1)), limit)
      return alone.spoilt.length > 0
    })
    throw notFinite(culprit, 'prompt', model)
  }
  const owners = firstAlike(prompts)
  const stops = stopsOf(request)
  const begin = (prompt: number): Text[] => {
    const nodes = pathTo(trie, trie.end[prompt] ?? -1)
    return Array.from({ length: sampling?.samples ?? 1 }, (_, sample): Text => {
      const tokens = sampling === undefined ? [following[prompt] ?? 0] : []
      return { prompt, sample, nodes, tokens, finish: finishOf(tokens, request.maxTokens, stops) }
    })
  }
  const written = new Map([...new Set(owners)].map((prompt) => [prompt, begin(prompt)]))
  const texts = [...written.values()].flat()
  const longest = contexts.reduce((most, { length }) => Math.max(most, length), 0)
  let computed = trie.size
  for (const group of groupTexts(texts, rowsOf(config, longest + request.maxTokens), packCost(config))) {
    computed += await continueGroup(sessions.generation, config, request, cache, group)
  }
  const outputs = owners.flatMap((owner) => (written.get(owner) ?? []).map(output))
  const fed = fedTokens(request, outputs)
  const naive = fed.reduce((sum, { length }) => sum + length, 0)
  return { outputs, cost: { needed: buildTrie(fed).size, computed, naive } }
}

/** The tokens that are computed in packs. A draw is made where texts go on, so there the last token of a prompt is fed first. */
function contextOf(prompt: readonly number[], { sampling }: GenerateRequest): readonly number[] {
  return sampling === undefined ? prompt : prompt.slice(0, -1)
}

/** For each prompt the first one with the same tokens: what follows is the same too. */
function firstAlike(prompts: GenerateRequest['prompts']): number[] {
  const first = new Map<string, number>()
  return prompts.map((tokens, p) => {
    const key = tokens.join()
    const known = first.get(key) ?? p
    first.set(key, known)
    return known
  })
}

function output({ prompt, tokens, finish }: Text): GenerateResult['outputs'][number] {
  if (finish === 'running') throw new Error(`prompt ${prompt} was left unfinished: this is a fault of the engine`)
  return { tokens: finish === 'stop-token' ? tokens.slice(0, -1) : [...tokens], finish }
}

/** By prompt: the token that most likely follows it; `spoilt` lists the prompts whose logits are not all numbers. */
interface Prefilled {
  cache: NodeCache
  following: number[]
  spoilt: number[]
}

const noRows = new Int32Array(0)

/** Computes every node of the prompts' trie once. */
async function prefill(stages: Stages, config: ModelConfig, trie: Trie, limit: number): Promise<Prefilled> {
  const cache = createNodeCache(config, trie.size)
  const following = new Int32Array(trie.size)
  const finite = new Uint8Array(trie.size)
  const ends = new Set(trie.end)
  const packs = packsOf(trie, config, limit)
  const rowsOfPack = packs.map(({ start, end }) =>
    Int32Array.from({ length: end - start }, (_, row) => row).filter((row) => ends.has(start + row)),
  )
  const runs = packs.map((pack, p): PackRun => {
    const path = pathTo(trie, trie.parent[pack.start] ?? -1)
    const keep = Int32Array.from({ length: pack.end - pack.start }, (_, i) => path.length + i)
    return {
      inputs: packInputs(trie, pack, { rows: rowsOfPack[p] ?? noRows, pairs: noRows }, keep),
      outputs: ['best', 'finite'],
      path: (layers) => cache.path(path, layers),
      keeps: true,
      gone: (_, results) => {
        cache.store(pack.start, results)
      },
    }
  })
  const results = await runPacks(stages, config, runs)
  for (const [p, rows] of rowsOfPack.entries()) {
    const start = packs[p]?.start ?? 0
    rows.forEach((row, place) => {
      following[start + row] = results[p]?.['best']?.data[place] ?? 0
      finite[start + row] = Number.isFinite(results[p]?.['finite']?.data[place]) ? 1 : 0
    })
  }
  return {
    cache,
    following: Array.from(trie.end, (node) => following[node] ?? 0),
    // A prompt of one token has no context that could be spoilt.
    spoilt: Array.from(trie.end, (node, p) => (node < 0 || finite[node] === 1 ? -1 : p)).filter((p) => p >= 0),
  }
}
