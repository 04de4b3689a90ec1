import type { Difference } from '../suite/hypothesis.ts'
import { missingItems } from './associationRule.ts'
import { REQUIRED } from './thresholds.ts'
import type { Counts, DifferenceEvidence, FamilyTest, Finding, Interval, PValue, VerdictState } from './verdict.ts'
import { counted, points, shortP, within } from './wording.ts'

/** The numbers that the decision on a difference rests on. */
export interface DifferenceNumbers extends Pick<DifferenceEvidence, 'difference' | 'zero' | 'equivalence'> {
  /** The planned test: of equivalence where equality is claimed, else of "no difference". */
  test: FamilyTest
  counts: Counts
  alpha: number
}

/**
 * Is a mean difference above 0, below, or shown to be too small to matter? And what follows for the claim?
 *
 * Finding: equivalent where the interval of level 1 - 2 alpha lies inside the margin; else better or worse where the test of "no
 * difference" rejects; else inconclusive. The test that is planned is corrected for its family. `equal`: supported by
 * equivalent, refuted by an interval wholly beyond the margin where the test of "no difference" rejects too. `greater`: supported by
 * better, refuted by worse and by equivalent. `different`: supported by better or worse, refuted by equivalent. Never is a p above alpha read as "the same".
 */
export function decideDifference(
  { is, margin, generalise }: Pick<Difference, 'is' | 'margin' | 'generalise'>,
  { difference, zero, equivalence, test, counts, alpha }: DifferenceNumbers,
): { finding: Finding; state: VerdictState; reason: string } {
  const open = (reason: string, finding: Finding = 'inconclusive') => ({
    finding,
    state: 'inconclusive' as const,
    reason,
  })
  const lacking = [...missingItems(counts), ...(generalise === 'tasks' ? fewClusters(counts) : [])]
  if (lacking.length > 0) return open(lacking.join('; '))
  if (difference.state === 'undefined') return open(difference.reason)
  const planned = test.adjusted.state === 'estimated' ? test.adjusted.value : 1
  const zeroP = is === 'equal' ? pOf(zero) : planned
  const inside = (is === 'equal' ? planned : pOf(equivalence.p)) < alpha
  const finding: Finding = inside
    ? 'equivalent'
    : zeroP <= alpha
      ? difference.value > 0
        ? 'better'
        : 'worse'
      : 'inconclusive'
  const told = sentences(difference.interval, equivalence, margin, zeroP, planned)

  if (is === 'equal') {
    if (finding === 'equivalent') return { finding, state: 'supported', reason: told.inside }
    if (zeroP <= alpha && beyond(difference.interval, margin)) return { finding, state: 'refuted', reason: told.beyond }
    if (equivalence.p.state === 'undefined') return open(`no test of equality: ${equivalence.p.reason}`, finding)
    return open(finding === 'inconclusive' ? told.open : told.differs, finding)
  }
  if (finding === 'equivalent') return { finding, state: 'refuted', reason: told.inside }
  if (finding === 'better') return { finding, state: 'supported', reason: told.direction }
  if (finding === 'worse') return { finding, state: is === 'greater' ? 'refuted' : 'supported', reason: told.direction }
  if (zero.state === 'undefined') return open(`no test: ${zero.reason}`)
  if (zero.attainable > alpha) return open(`too few arrangements: no p below ${shortP(zero.attainable)} is possible`)
  return open(told.open)
}

function pOf(test: PValue): number {
  return test.state === 'estimated' ? test.p : 1
}

/** Whether an interval lies wholly outside the margin. */
function beyond(interval: Interval, margin: number): boolean {
  return interval.state === 'estimated' && (interval.lower >= margin || interval.upper <= -margin)
}

function fewClusters({ clusters }: Counts): string[] {
  return clusters < REQUIRED.clusters
    ? [`${counted(clusters, 'cluster')}, ${REQUIRED.clusters} are required for a claim about other tasks`]
    : []
}

function sentences(
  interval: Interval,
  equivalence: DifferenceEvidence['equivalence'],
  margin: number,
  zeroP: number,
  planned: number,
) {
  const narrow = rangeOf(equivalence.interval)
  const limit = within(margin)
  const inside = `${narrow} lies inside ${limit} either way`
  const { interval: bounds } = equivalence
  const holdsZero = bounds.state === 'estimated' && bounds.lower <= 0 && bounds.upper >= 0
  const isInside = bounds.state === 'estimated' && bounds.lower > -margin && bounds.upper < margin
  return {
    inside: `${inside}: a difference, if any, is smaller than what was declared to matter`,
    beyond: `${rangeOf(interval)} lies wholly beyond ${limit}`,
    differs: `there is a difference (p = ${shortP(zeroP)}), but ${narrow} does not tell whether it is below ${limit}`,
    direction: `p = ${shortP(zeroP)} and ${narrow} reaches beyond ${limit}`,
    open: isInside
      ? `${inside}, but not after correction for the family: p = ${shortP(planned)}`
      : holdsZero
        ? `${narrow} holds both 0 and differences of ${limit} and more`
        : `${narrow} reaches beyond ${limit}, but the test does not confirm a difference: p = ${shortP(zeroP)}`,
  }
}

/** `the 90 % interval [−0.3, +4.1]`. */
function rangeOf(interval: Interval): string {
  if (interval.state === 'undefined') return `the interval (none: ${interval.reason})`
  const level = Number((100 * interval.level).toFixed(2))
  return `the ${level} % interval [${points(interval.lower)}, ${points(interval.upper)}]`
}
