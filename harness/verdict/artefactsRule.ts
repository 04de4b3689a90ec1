import type { Artefacts } from '../suite/hypothesis.ts'
import { drowned, missingItems, tooFew } from './associationRule.ts'
import type { ArtefactStep, Counts, MeasuredCorrelation, Reliability, VerdictState } from './verdict.ts'
import { short, shortP } from './wording.ts'

/**
 * Does a correlation stay what it is, whichever defect is switched on? The first rule that applies decides.
 *
 * 1. Missing items, too few tasks or clusters, low reliability of the strict scores, no strict correlation: inconclusive.
 * 2. The test of a step, corrected, is significant: refuted.
 * 3. Every step lies inside the margin with its whole interval, or moves no task: supported.
 * 4. Otherwise inconclusive.
 */
export function decideArtefacts({ strict, rows, reliabilities, counts, margin, alpha }: ArtefactsFound): {
  state: VerdictState
  reason: string
} {
  const lacking = [...missingItems(counts), ...tooFew(counts, false), ...drowned(reliabilities)]
  if (strict.correlation.state === 'undefined') lacking.push(strict.correlation.reason)
  if (lacking.length > 0) return { state: 'inconclusive', reason: lacking.join('; ') }
  const changing = rows.filter(({ test: { adjusted } }) => adjusted.state === 'estimated' && adjusted.value <= alpha)
  if (changing.length > 0) {
    const told = changing.map(({ name, change, test: { adjusted } }) => {
      const by = change.state === 'estimated' ? ` by ${short(change.value)}` : ''
      return `${name}${by} (p = ${adjusted.state === 'estimated' ? shortP(adjusted.value) : '1'} corrected)`
    })
    return { state: 'refuted', reason: `the correlation is changed by ${told.join(', ')}` }
  }
  const open = rows.filter((row) => !isInside(row, margin)).map(({ name }) => name)
  const inside = `changes of the correlation of less than ${short(margin)}`
  if (open.length === 0) return { state: 'supported', reason: `every interval holds only ${inside}` }
  return {
    state: 'inconclusive',
    reason: `no change is shown, and the ${open.length === 1 ? 'interval' : 'intervals'} of ${open.join(', ')} ${open.length === 1 ? 'holds' : 'hold'} more than ${inside}`,
  }
}

interface ArtefactsFound extends Pick<Artefacts, 'margin'> {
  strict: MeasuredCorrelation
  rows: readonly ArtefactStep[]
  /** Of x and y, without defects. */
  reliabilities: readonly Reliability[]
  counts: Counts
  alpha: number
}

function isInside({ moved, change }: ArtefactStep, margin: number): boolean {
  if (moved === 0) return true
  if (change.state === 'undefined' || change.interval.state === 'undefined') return false
  return change.interval.lower > -margin && change.interval.upper < margin
}
