import type { ScoreRequest, ScoreResult } from '../engine.ts'
import type { ModelConfig } from '../checkpoint/modelConfig.ts'
import { keptColumns, packInputs, packsOf } from './packs.ts'
import { runPacks } from './packRuns.ts'
import type { PackRun } from './packRuns.ts'
import { emptyPath, returnedPath } from './pathCache.ts'
import type { PathCache } from './pathCache.ts'
import { notFinite } from '../requestCheck.ts'
import { planScores, sharePairs } from './scorePlan.ts'
import type { PackPairs, ScorePlan } from './scorePlan.ts'
import type { Values } from '../session/session.ts'
import { firstSpoilt } from './spoilt.ts'
import type { Stages } from './stages.ts'

/** Scores a checked request pack by pack, at most `limit` tokens each. */
export async function scorePacked(
  stages: Stages,
  config: ModelConfig,
  request: ScoreRequest,
  limit: number,
): Promise<ScoreResult> {
  const { model, sequences } = request
  const plan = planScores(sequences, config.vocabulary)
  const scores = await runPlan(stages, config, plan, limit)
  const suspects = spoiltSequences(plan, scores)
  if (suspects.length > 0) {
    const culprit = await firstSpoilt(suspects, async (s) => {
      const alone = planScores(sequences.slice(s, s + 1), config.vocabulary)
      return spoiltSequences(alone, await runPlan(stages, config, alone, limit)).length > 0
    })
    throw notFinite(culprit, 'sequence', model)
  }
  const spans = plan.spans.map((pairs) => ({
    logprobs: Array.from(pairs, (pair) => scores.logprobs[pair] ?? NaN),
    greedy: pairs.every((pair) => scores.best[pair] === 1),
  }))
  const naive = sequences.reduce((sum, { tokens }) => sum + tokens.length - 1, 0)
  return { spans, cost: { needed: plan.trie.size, computed: plan.trie.size, naive } }
}

/** By pair of the plan; `best` is 1 where the token is the arg-max, `finite` where every logit of its row is a number. */
interface PairScores {
  logprobs: Float32Array
  best: Uint8Array
  finite: Uint8Array
}

async function runPlan(stages: Stages, config: ModelConfig, plan: ScorePlan, limit: number): Promise<PairScores> {
  const packs = packsOf(plan.trie, config, limit)
  const shares = sharePairs(plan, packs, config.vocabulary)
  const scores: PairScores = {
    logprobs: new Float32Array(plan.nodes.length),
    best: new Uint8Array(plan.nodes.length),
    finite: new Uint8Array(plan.nodes.length),
  }
  const paths = new Map<number, PathCache>()
  const runs = shares.map((share, p): PackRun => {
    const pack = packs[p] ?? { start: 0, end: 0 }
    const keep = keptColumns(plan.trie, pack)
    return {
      inputs: packInputs(plan.trie, pack, share, keep),
      outputs: share.end > share.begin ? ['logprobs', 'best', 'finite'] : [],
      path: (layers) => paths.get(layers.begin) ?? emptyPath(config, layers),
      keeps: keep.length > 0,
      gone: (layers, results) => {
        if (keep.length > 0) paths.set(layers.begin, returnedPath(config, results, layers))
        else paths.delete(layers.begin)
      },
    }
  })
  const results = await runPacks(stages, config, runs)
  for (const [p, share] of shares.entries()) collect(scores, plan, share, results[p] ?? {})
  return scores
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

function spoiltSequences(plan: ScorePlan, scores: PairScores): number[] {
  return plan.spans.flatMap((pairs, s) => (pairs.every((pair) => scores.finite[pair] === 1) ? [] : [s]))
}
