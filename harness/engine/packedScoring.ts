import type { ScoreRequest, ScoreResult } from './engine.ts'
import type { ModelConfig } from './modelConfig.ts'
import { cutPacks, keptColumns, packCost, packInputs } from './packs.ts'
import { cacheOutputs, emptyPath, returnedPath } from './pathCache.ts'
import { notFinite } from './requestCheck.ts'
import { planScores, sharePairs } from './scorePlan.ts'
import type { PackPairs, ScorePlan } from './scorePlan.ts'
import type { Session, Values } from './session.ts'

/** Scores a checked request pack by pack; the session holds the model's scoring graph. */
export async function scorePacked(session: Session, config: ModelConfig, request: ScoreRequest): Promise<ScoreResult> {
  const plan = planScores(request.sequences, config.vocabulary)
  const packs = cutPacks(plan.trie, packCost(config))
  const shares = sharePairs(plan, packs, config.vocabulary)
  const scores: PairScores = {
    logprobs: new Float32Array(plan.nodes.length),
    best: new Uint8Array(plan.nodes.length),
    finite: new Uint8Array(plan.nodes.length),
  }
  let path = emptyPath(config)
  for (const [p, share] of shares.entries()) {
    const pack = packs[p] ?? { start: 0, end: 0 }
    const keep = keptColumns(plan.trie, pack)
    const outputs = [
      ...(share.end > share.begin ? ['logprobs', 'best', 'finite'] : []),
      ...(keep.length > 0 ? cacheOutputs(config) : []),
    ]
    const results = await session.run({ ...packInputs(plan.trie, pack, share, keep), ...path }, outputs)
    collect(scores, plan, share, results)
    path = keep.length > 0 ? returnedPath(config, results) : emptyPath(config)
  }
  return scoreResult(request, plan, scores)
}

/** By pair of the plan; `best` is 1 where the token is the arg-max, `finite` where every logit of its row is a number. */
interface PairScores {
  logprobs: Float32Array
  best: Uint8Array
  finite: Uint8Array
}

function collect(scores: PairScores, plan: ScorePlan, share: PackPairs, results: Record<string, Values>): void {
  const { logprobs, best, finite } = results
  for (let i = share.begin; i < share.end; i++) {
    const row = share.rowOf[i - share.begin] ?? 0
    const logprob = logprobs?.data[i - share.begin] ?? NaN
    scores.logprobs[i] = logprob
    scores.best[i] = best?.data[row] === plan.tokens[i] ? 1 : 0
    scores.finite[i] = Number.isFinite(logprob) && Number.isFinite(finite?.data[row]) ? 1 : 0
  }
}

function scoreResult({ model, sequences }: ScoreRequest, plan: ScorePlan, scores: PairScores): ScoreResult {
  const spans = plan.spans.map((pairs, s) => {
    if (!pairs.every((pair) => scores.finite[pair] === 1)) throw notFinite(s, 'sequence', model)
    return {
      logprobs: Array.from(pairs, (pair) => scores.logprobs[pair] ?? NaN),
      greedy: pairs.every((pair) => scores.best[pair] === 1),
    }
  })
  const naive = sequences.reduce((sum, { tokens }) => sum + tokens.length - 1, 0)
  return { spans, cost: { needed: plan.trie.size, computed: plan.trie.size, naive } }
}
