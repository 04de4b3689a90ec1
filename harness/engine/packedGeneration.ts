import { buildTrie, pathTo } from '../tokens/trie.ts'
import type { Trie } from '../tokens/trie.ts'
import { continueBatch } from './batch.ts'
import type { Started } from './batch.ts'
import type { GenerateRequest, GenerateResult } from './engine.ts'
import type { ModelConfig } from './modelConfig.ts'
import { createNodeCache } from './nodeCache.ts'
import type { NodeCache } from './nodeCache.ts'
import { cutPacks, packCost, packInputs } from './packs.ts'
import { cacheOutputs } from './pathCache.ts'
import { notFinite } from './requestCheck.ts'
import type { Session } from './session.ts'
import { firstSpoilt } from './spoilt.ts'
import { fedTokens } from './stopping.ts'

/** Most texts that are continued together: more fill the matrix products better, but all wait for the longest. */
const batchSize = 32

/** Continues the prompts of a checked request: their trie is computed once in packs, then batches of prompts of like length go on from it. */
export async function generatePacked(
  sessions: { scoring: Session; generation: () => Promise<Session> },
  config: ModelConfig,
  request: GenerateRequest,
  limit: number,
): Promise<GenerateResult> {
  const { prompts } = request
  const trie = buildTrie(prompts)
  const { cache, firstTokens, spoilt } = await prefill(sessions.scoring, config, trie, limit)
  if (spoilt.length > 0) {
    const culprit = await firstSpoilt(spoilt, async (p) => {
      const alone = await prefill(sessions.scoring, config, buildTrie(prompts.slice(p, p + 1)), limit)
      return alone.spoilt.length > 0
    })
    throw notFinite(culprit, 'prompt', request.model)
  }
  const started = prompts.map((_, p): Started => {
    const path = pathTo(trie, trie.end[p] ?? -1)
    return { prompt: p, path, first: firstTokens[p] ?? 0 }
  })
  started.sort((a, b) => a.path.length - b.path.length || a.prompt - b.prompt)
  const outputs: GenerateResult['outputs'] = []
  let computed = trie.size
  for (let i = 0; i < started.length; i += batchSize) {
    const batch = started.slice(i, i + batchSize)
    const written = await continueBatch(sessions.generation, config, request, cache, batch)
    computed += written.computed
    batch.forEach(({ prompt }, row) => {
      const output = written.outputs[row]
      if (output !== undefined) outputs[prompt] = output
    })
  }
  const fed = fedTokens(request, outputs)
  const naive = fed.reduce((sum, { length }) => sum + length, 0)
  return { outputs, cost: { needed: buildTrie(fed).size, computed, naive } }
}

/** By prompt: the token that follows it; `spoilt` lists the prompts whose logits are not all numbers. */
interface Prefilled {
  cache: NodeCache
  firstTokens: Int32Array
  spoilt: number[]
}

/** Computes every node of the prompts' trie once. */
async function prefill(session: Session, config: ModelConfig, trie: Trie, limit: number): Promise<Prefilled> {
  const cache = createNodeCache(config, trie.size)
  const following = new Int32Array(trie.size)
  const finite = new Uint8Array(trie.size)
  const ends = new Set(trie.end)
  for (const pack of cutPacks(trie, packCost(config, limit))) {
    const path = pathTo(trie, trie.parent[pack.start] ?? -1)
    const size = pack.end - pack.start
    const keep = Int32Array.from({ length: size }, (_, i) => path.length + i)
    const rows = Int32Array.from({ length: size }, (_, i) => i).filter((row) => ends.has(pack.start + row))
    const wanted = { rows, pairs: new Int32Array(0) }
    const inputs = { ...packInputs(trie, pack, wanted, keep), ...cache.gather([path]) }
    const results = await session.run(inputs, ['best', 'finite', ...cacheOutputs(config)])
    cache.store(pack.start, results)
    rows.forEach((row, place) => {
      following[pack.start + row] = results.best?.data[place] ?? 0
      finite[pack.start + row] = Number.isFinite(results.finite?.data[place]) ? 1 : 0
    })
  }
  return {
    cache,
    firstTokens: trie.end.map((node) => following[node] ?? 0),
    spoilt: Array.from(trie.end, (node, p) => (finite[node] === 1 ? -1 : p)).filter((p) => p >= 0),
  }
}
