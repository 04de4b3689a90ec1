import type { Counts, Estimate, FamilyTest, Reliability, VerdictState } from './verdict.ts'
import { REQUIRED } from './thresholds.ts'
import { counted, short, shortP } from './wording.ts'

/** The numbers that the decision on an association rests on. */
export interface CorrelationEvidence {
  correlation: Estimate
  test: FamilyTest
  /** Of x and y. */
  reliabilities: readonly Reliability[]
  counts: Counts
  decide: { alpha: number; minimum: number }
}

/**
 * Is tuned performance associated with in-context performance over tasks? The first rule that applies decides.
 *
 * 1. Missing items, too few tasks or clusters, low reliability, nothing to permute: inconclusive.
 * 2. Adjusted p <= alpha and the interval above 0: supported, strong when the lower bound reaches the minimum.
 * 3. The interval below the minimum: refuted.
 * 4. Otherwise inconclusive.
 */
export function decideCorrelation(evidence: CorrelationEvidence): {
  state: VerdictState
  strong: boolean
  reason: string
} {
  const { correlation, test, counts, decide } = evidence
  const inconclusive = (reason: string) => ({ state: 'inconclusive' as const, strong: false, reason })
  const lacking = [...missingItems(counts), ...tooFew(counts), ...tooFewArrangements(test, decide.alpha)]
  lacking.push(...drowned(evidence.reliabilities))
  if (lacking.length > 0) return inconclusive(lacking.join('; '))
  if (correlation.state === 'undefined') return inconclusive(correlation.reason)
  const { interval } = correlation
  if (interval.state === 'undefined') return inconclusive(`no interval: ${interval.reason}`)
  if (test.raw.state === 'undefined') return inconclusive(`no test: ${test.raw.reason}`)

  const p = test.adjusted.state === 'estimated' ? test.adjusted.value : 1
  const minimum = short(decide.minimum)
  const range = `the interval [${short(interval.lower)}, ${short(interval.upper)}]`
  if (p <= decide.alpha && interval.lower > 0) {
    const strong = interval.lower >= decide.minimum
    return { state: 'supported', strong, reason: `p = ${shortP(p)} and ${range} lies above ${strong ? minimum : '0'}` }
  }
  if (interval.upper < decide.minimum) {
    return {
      state: 'refuted',
      strong: false,
      reason: `${range} lies below ${minimum}: an association, if any, is smaller than what was declared to matter`,
    }
  }
  return inconclusive(
    interval.lower > 0
      ? `${range} lies above 0 but the permutation test does not confirm it: p = ${shortP(p)}`
      : `${range} holds both 0 and ${minimum}`,
  )
}

/** A complaint when more items are missing than may be. */
export function missingItems({ missing, items }: Counts): string[] {
  const share = missing / Math.max(1, missing + items.total)
  return share > REQUIRED.missing
    ? [`missing items: ${missing} of ${counted(missing + items.total, 'declared item')}`]
    : []
}

/** A complaint for each count below its requirement. */
export function tooFew({ tasks, clusters, tasksInSharedClusters }: Counts, sharedToo = true): string[] {
  const complaints: string[] = []
  if (tasks < REQUIRED.tasks) complaints.push(`${counted(tasks, 'task')}, ${REQUIRED.tasks} are required`)
  if (clusters < REQUIRED.clusters)
    complaints.push(`${counted(clusters, 'cluster')}, ${REQUIRED.clusters} are required`)
  if (sharedToo && tasksInSharedClusters < REQUIRED.sharedTasks) {
    complaints.push(
      `${counted(tasksInSharedClusters, 'task')} in clusters of several, ${REQUIRED.sharedTasks} are required`,
    )
  }
  return complaints
}

/** A complaint for each condition whose differences between tasks are mostly noise. */
export function drowned(reliabilities: readonly Reliability[]): string[] {
  return reliabilities.flatMap(({ condition, reliability }) => {
    if (reliability.state === 'undefined') return [`no task differences under ${condition}: ${reliability.reason}`]
    if (reliability.value >= REQUIRED.reliability) return []
    return [`task differences drown in item noise: the reliability of ${condition} is ${short(reliability.value)}`]
  })
}

/** A complaint when no p that is small enough is possible. */
export function tooFewArrangements({ raw }: FamilyTest, alpha: number): string[] {
  if (raw.state === 'undefined' || raw.attainable <= alpha) return []
  return [`too few arrangements: no p below ${shortP(raw.attainable)} is possible`]
}
